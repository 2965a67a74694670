import { isRooted, unknownText } from './local-path';
import { mentionedPaths, type ScriptFindings, type SearchedScript } from './script-findings';
import { folderOf, isFromRecipe } from './script-values';

const here = /^[$@]?(?:__file__|__filename|__FILE__|CMAKE_CURRENT_LIST_FILE|PSCommandPath)$/;
const hereFolder =
  /^[$@]?(?:__dirname|__DIR__|CMAKE_CURRENT_LIST_DIR|CMAKE_CURRENT_SOURCE_DIR|PSScriptRoot|FindBin::Bin)$/;
const runnable = /\.(?:sh|bash|py|pl|R|r|js|rb|cmake|mk)$/;

/** All possible values of a name in a program. */
export function nameValues(script: SearchedScript, findings: ScriptFindings, name: string): string[] {
  const { location = unknownText } = script;
  if (here.test(name)) return [location];
  if (hereFolder.test(name)) return [folderOf(location)];
  return findings.valuesOf(bareName(name)) ?? [unknownText];
}

/** The name of a variable without the sigils of languages. */
export function bareName(name: string): string {
  return name.replace(/^(?:\$|@|self\.|this\.)+/, '');
}

/** Counts the paths in values of a program as read. */
export function useValues(script: SearchedScript, findings: ScriptFindings, values: string[]): void {
  for (const value of values) {
    const mentioned = mentionedPaths(value);
    for (const path of mentioned.length > 0 ? mentioned : absolutePaths(script, value)) {
      findings.read(path);
      if (runnable.test(path)) findings.follow(path, script.folders);
    }
  }
}

/** An absolute path in a program may mean anything; a path beside a script is relevant. */
function absolutePaths({ location = '' }: SearchedScript, value: string): string[] {
  return isRooted(value) && isRooted(location) && !isFromRecipe(location) ? [value] : [];
}

import { batchTokens, isBatch } from './batch-words';
import { codeReads } from './code-reads';
import { mentionsInCode } from './code-words';
import { rawMentions } from './raw-mentions';
import type { ScriptFindings, SearchedScript } from './script-findings';
import { ShellReader } from './shell-reads';

/** Longer scripts are not searched to their end. */
const maxLength = 400_000;
const definition = /^[ \t]{0,40}(?:function[ \t]{1,9}([\w-]{1,80})|([\w-]{1,80})[ \t]{0,9}\([ \t]{0,9}\))/gm;
/** Files with another extension are programs; those without are usually shell scripts. */
const shellFile = /(?:\.(?:sh|bash|zsh|bat|cmd)|(?:^|\/)\.?[^./]+)$/i;

/**
 * Searches one script in all its possible languages.
 * @param path of its file; empty for a text in a recipe
 */
export function searchScript(whole: SearchedScript, findings: ScriptFindings, path = ''): void {
  const script = cut(whole, findings);
  const languages = languagesOf(script.text, path);
  for (const [, name, other] of script.text.matchAll(definition)) findings.functions.add(name ?? other ?? '');
  if (languages.has('program')) codeReads(script, findings, script.text);
  if (languages.has('shell')) new ShellReader(script, findings).read(script.text);
  if (languages.has('batch')) new ShellReader(script, findings, batchTokens).read(script.text);
  rawMentions(script, findings);
}

type Language = 'program' | 'shell' | 'batch';

/** A text in a recipe does not name its language. */
function languagesOf(text: string, path: string): Set<Language> {
  const languages: Language[] = mentionsInCode(text) ? ['program'] : [];
  if (/\.(?:bat|cmd)$/i.test(path)) languages.push('batch');
  else if (path !== '') languages.push(shellFile.test(path) ? 'shell' : 'program');
  else languages.push('shell', ...(isBatch(text) ? (['batch'] as const) : []));
  return new Set(languages);
}

function cut(script: SearchedScript, findings: ScriptFindings): SearchedScript {
  if (script.text.length <= maxLength) return script;
  const message = `The script is longer than ${maxLength} characters. nx-conda does not search the rest of it, so some of the files that the script reads are unknown.`;
  findings.cannotKnow(script, 0, message);
  return { ...script, text: script.text.slice(0, maxLength) };
}

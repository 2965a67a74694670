import { findInScript, type ScriptText } from '../recipe/parts/scripts';
import type { Place } from '../recipe/yaml/place';

/** A `pip install` of a script. */
export interface PipInstall extends Place {
  script: ScriptText;
  /** The targets as written: `.`, `foo==1.2`; without options. */
  targets: string[];
}

const INSTALL = /\bpip3?[ \t]+install((?:[ \t]|\\\r?\n)(?:[^\r\n;&|'`\\]|\\\r?\n|\\(?!\r?\n))*)/gi;
/** The optional prefix `python -m`, in any spelling. */
const PYTHON = /(?:\$\{\{[ \t]*PYTHON[ \t]*\}\}|[^\s;&|'`]*python[^\s;&|'`]*)[ \t]+-m[ \t]+$/i;
/** Number of characters searched before it. */
const LOOK_BACK = 200;

/** Options whose value is a separate word. */
const WITH_VALUE = new Set(
  '-r --requirement -c --constraint -t --target --prefix --root --find-links -f -i --index-url --extra-index-url --config-settings -C --global-option --install-option --cache-dir --log'.split(
    ' ',
  ),
);

/** The calls of `pip install` in a script. */
export function pipInstalls(script: ScriptText): PipInstall[] {
  return [...findInScript(script, INSTALL)].map(({ file, start, match }) => ({
    ...{ script, file },
    start: start - pythonBefore(script, match.index),
    end: start + match[0].trimEnd().length,
    targets: targetsIn(match[1] ?? ''),
  }));
}

function pythonBefore({ commands }: ScriptText, offset: number): number {
  const line = commands.lastIndexOf('\n', offset - 1) + 1;
  const before = commands.slice(Math.max(line, offset - LOOK_BACK), offset);
  return PYTHON.exec(before)?.[0].length ?? 0;
}

/** Whether pip builds the source itself, not a folder below it. */
export function installsSource({ targets }: PipInstall): boolean {
  return targets.some((target) =>
    /^["']?(\.[\\/]?|\$\{?SRC_DIR\}?[\\/]?|%SRC_DIR%[\\/]?)(\[[\w,-]*\])?["']?$/.test(target),
  );
}

function targetsIn(text: string): string[] {
  // A folder of wheels counts as a path.
  if (/--find-links|(^|\s)-f\s/.test(text)) return [];
  const words = text
    .replace(/\$\{\{.*?\}\}/g, '*')
    .replace(/\\\r?\n/g, ' ')
    .trim()
    .split(/\s+/);
  return words.filter((word, index) => !word.startsWith('-') && !WITH_VALUE.has(words[index - 1] ?? ''));
}

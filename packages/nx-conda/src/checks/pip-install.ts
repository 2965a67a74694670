import { findInScript, type ScriptText } from '../recipe/parts/scripts';
import type { Place } from '../recipe/yaml/place';

/** A `pip install` or `pip wheel` of a script. */
export interface PipInstall extends Place {
  script: ScriptText;
  /** The targets as written: `.`, `foo==1.2`; without options. */
  targets: string[];
  /** The offset in the commands of the script. */
  at: number;
}

const INSTALL = /\bpip3?[ \t]+(?:install|wheel)((?:[ \t]|\\\r?\n)(?:[^\r\n;&|'`\\]|\\\r?\n|\\(?!\r?\n))*)/gi;
/** The optional prefix `python -m`, in any spelling. */
const PYTHON = /(?:\$\{\{[ \t]*PYTHON[ \t]*\}\}|[^\s;&|'`]*python[^\s;&|'`]*)[ \t]+-m[ \t]+$/i;
/** Number of characters searched before it. */
const LOOK_BACK = 200;

/** Options of pip install whose value may be a separate word (pip 25). */
const WITH_VALUE = new Set(
  (
    '-w --wheel-dir -r --requirement -c --constraint --build-constraint -t --target --platform --python-version --implementation --abi --root --prefix --src ' +
    '--upgrade-strategy -C --config-settings --config-setting --global-option --build-option --install-option --no-binary --only-binary --progress-bar ' +
    '--root-user-action --report --group --requirements-from-script -i --index-url --pypi-url --extra-index-url -f --find-links --python ' +
    '--log --log-file --local-log --keyring-provider --proxy --retries --resume-retries --timeout --exists-action --trusted-host --cert --client-cert --cache-dir ' +
    '--use-feature --use-deprecated --hash --uploaded-prior-to'
  ).split(' '),
);

/** The calls of `pip install` and `pip wheel` in a script. */
export function pipInstalls(script: ScriptText): PipInstall[] {
  return [...findInScript(script, INSTALL)].map(({ file, start, match }) => ({
    ...{ script, file },
    start: start - pythonBefore(script, match.index),
    end: start + match[0].trimEnd().length,
    targets: targetsIn(match[1] ?? ''),
    at: match.index,
  }));
}

function pythonBefore({ commands }: ScriptText, offset: number): number {
  const line = commands.lastIndexOf('\n', offset - 1) + 1;
  const before = commands.slice(Math.max(line, offset - LOOK_BACK), offset);
  return PYTHON.exec(before)?.[0].length ?? 0;
}

/** Whether pip builds the source itself, not a folder below it. */
export function installsSource({ targets }: PipInstall): boolean {
  return targets.some(isTop);
}

/** Whether a target is the folder in which pip runs, or the top folder of the source. */
export function isTop(target: string): boolean {
  return /^["']?(\.[\\/]?|\$\{?SRC_DIR\}?[\\/]?|%SRC_DIR%[\\/]?)(\[[\w,-]*\])?["']?$/.test(target);
}

function targetsIn(text: string): string[] {
  // A folder of wheels counts as a path.
  if (/--find-links|(^|\s)-f\s/.test(text)) return [];
  const words =
    text
      .replace(/\$\{\{.*?\}\}/g, '*')
      .replace(/\\\r?\n/g, ' ')
      .match(/(?:"[^"]*"|'[^']*'|\S)+/g) ?? [];
  const isValue = (before = '') => WITH_VALUE.has(before) || /^\d*>>?$/.test(before);
  return words.filter((word, index) => !/^-|^\d*>/.test(word) && !isValue(words[index - 1]));
}

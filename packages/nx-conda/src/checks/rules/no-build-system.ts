import { findInScript, type ScriptText } from '../../recipe/parts/scripts';
import type { Place } from '../../recipe/yaml/place';
import { builtFolder } from '../built-folder';
import type { Problem } from '../finding';
import { isTop, pipInstalls } from '../pip-install';
import type { Rule } from '../rule';
import type { SourceTree, Subject } from '../subject';
import type { FileEdit } from '../../recipe/edit/edits';

const BUILD_SYSTEM = /\b(setup\.py|pyproject\.toml)\b/;
const BUILD = /\bpython\S*(?:[ \t]*\}\})?[ \t]+-m[ \t]+build\b(?![-\w./])([^\r\n;&|]*)/gi;
const SETUP = /\bpython\S*(?:[ \t]*\}\})?[ \t]+setup\.py\b[^\r\n;&|]*/gi;
const ARCHIVE = /\.(whl|zip|gz|bz2|xz)["']?$/;

/** Complication 6: research code runs from its checkout, and has no build system for pip. */
export const noBuildSystem: Rule = {
  id: 'no-build-system',
  severity: 'error',
  summary: 'pip install is used on a source that has neither pyproject.toml nor setup.py',
  *check(subject) {
    const { source } = subject;
    if (!source?.isComplete) return;
    // A patch or the script may add one.
    if (
      [...subject.besides].some(([name, { text }]) => /\.(patch|diff)$/.test(name) && BUILD_SYSTEM.test(text))
    )
      return;
    for (const script of subject.scripts) {
      if (BUILD_SYSTEM.test(script.commands.replace(SETUP, ''))) continue;
      const command = buildCommands(script).find((one) => isWithout(subject, source, one));
      if (!command) continue;
      yield isForPip(source, subject, command) ? pipProblem(command) : problemOf(subject, command, source);
    }
  },
};

/** A command that builds a folder of the source. */
interface BuildCommand extends Place {
  script: ScriptText;
  /** The offset in the commands of the script. */
  at: number;
  /** The folders as written. */
  targets: string[];
  tool: 'pip' | 'python -m build' | 'python setup.py';
}

function buildCommands(script: ScriptText): BuildCommand[] {
  return [
    ...pipInstalls(script).map((install): BuildCommand => ({ ...install, tool: 'pip' })),
    ...[...findInScript(script, BUILD)].map(({ match, ...place }): BuildCommand => {
      const words = (match[1] ?? '')
        .replace(/(^|\s)(-o|--outdir|-C|--config-setting)\s+\S+/g, '')
        .split(/\s+/);
      const target = words.find((word) => /^[^-]/.test(word)) ?? '.';
      return { ...place, script, at: match.index, targets: [target], tool: 'python -m build' };
    }),
    ...[...findInScript(script, SETUP)].map(({ match, ...place }): BuildCommand => ({
      ...{ ...place, script, at: match.index, targets: ['.'], tool: 'python setup.py' },
    })),
  ];
}

/** Whether a folder that is built is no Python project. */
function isWithout(
  subject: Subject,
  source: SourceTree,
  { script, at, targets, tool }: BuildCommand,
): boolean {
  return targets.some((target) => {
    const isFolder = /^["']?(\.|\$\{?SRC_DIR|%SRC_DIR%)/.test(target) || tool !== 'pip';
    if (!isFolder || ARCHIVE.test(target)) return false;
    const folder = builtFolder(subject, { script, offset: at, target });
    // The script may make other folders.
    if (folder === undefined || !isThere(source, folder)) return false;
    return tool === 'python setup.py' ? !source.setupFolders.has(folder) : !source.buildBackends.has(folder);
  });
}

/** Whether pip can build what `python setup.py` cannot: a source with only a pyproject.toml. */
function isForPip({ buildBackends }: SourceTree, subject: Subject, command: BuildCommand): boolean {
  const { script, at, targets, tool } = command;
  const folder = builtFolder(subject, { script, offset: at, target: targets[0] ?? '.' });
  return tool === 'python setup.py' && folder !== undefined && buildBackends.has(folder);
}

function isThere({ folders }: SourceTree, folder: string): boolean {
  return folder === '' || folders.has(folder);
}

function pipProblem(command: BuildCommand): Problem {
  return {
    at: { file: command.file, start: command.start, end: command.end },
    message: messageOf(command),
    why: "Python fails: can't open file 'setup.py'. The source has only a pyproject.toml, which pip reads.",
    help: [
      "Write `$PYTHON -m pip install . -vv --no-deps --no-build-isolation`. requirements.host must contain pip and the project's build backend.",
      'Or add a setup.py to the source, with a patch in `source.patches`.',
    ],
  };
}

const SHOWN = 8;

function shortList(names: string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}

function problemOf(
  subject: Subject,
  command: BuildCommand,
  { entries, pythonPackages }: SourceTree,
): Problem {
  const edits = isReplaced(command) ? copyInstead(subject, command, pythonPackages) : [];
  const packages = pythonPackages.join(', ') || 'none (no top-level folder contains an __init__.py)';
  return {
    at: { file: command.file, start: command.start, end: command.end },
    message: messageOf(command),
    why: `${command.tool} refuses such a source. Top level of the source: ${shortList([...entries].sort())}. Python packages: ${packages}.`,
    help: [
      'In the script, replace pip install with `mkdir -p $SP_DIR && cp -R <packages and modules> $SP_DIR/`.',
      'Or add a pyproject.toml to the source, with a patch in `source.patches`.',
    ],
    ...(edits.length > 0 && {
      fix: { description: `Copy ${pythonPackages.join(', ')} to site-packages`, edits },
    }),
  };
}

function messageOf({ tool, targets: [target = '.'] }: BuildCommand): string {
  const what = isTop(target) ? 'the source' : target;
  if (tool === 'pip') return `pip installs ${what}, which has neither pyproject.toml nor setup.py.`;
  const missing = tool === 'python setup.py' ? 'no setup.py' : 'neither pyproject.toml nor setup.py';
  return `${tool} builds ${what}, which has ${missing}.`;
}

/** Only in the top folder, and if no other command needs a wheel. */
function isReplaced({ tool, targets, script }: BuildCommand): boolean {
  return tool === 'pip' && targets.every(isTop) && !/\b(cd|wheel)\b/.test(script.commands);
}

/** Only for shells: a batch file needs other commands. */
function copyInstead(
  { platform }: Subject,
  { script, file, start, end }: BuildCommand,
  packages: string[],
): FileEdit[] {
  const isShell = !file.path.endsWith('.bat') && !platform.startsWith('win-');
  if (!isShell || packages.length === 0 || !packages.every((name) => /^\w+$/.test(name))) return [];
  // Quotes around the command may hold only one command; other text before it is about pip.
  if (/["']/.test(script.node ? file.text.charAt(script.start) : '')) return [];
  const before = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  if (!/(^[ \t]*(- )*(\w+: )?|[;&|(][ \t]*)$/.test(before)) return [];
  return [{ path: file.path, start, end, text: `mkdir -p $SP_DIR && cp -R ${packages.join(' ')} $SP_DIR/` }];
}

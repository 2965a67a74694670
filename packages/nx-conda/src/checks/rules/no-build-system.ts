import { child } from '../../recipe/yaml/nodes';
import type { Problem } from '../finding';
import { installsSource, type PipInstall, pipInstalls } from '../pip-install';
import type { Rule } from '../rule';
import type { SourceTree, Subject } from '../subject';
import type { FileEdit } from '../../recipe/edit/edits';

const BUILD_SYSTEM = /\b(setup\.py|pyproject\.toml)\b/;

/** Commands that may provide a build system. */
const GOES_ELSEWHERE = /\b(cd|pushd|git clone|git apply|patch|RECIPE_DIR)\b/;

/** Complication 6: research code runs from its checkout, and has no build system for pip. */
export const noBuildSystem: Rule = {
  id: 'no-build-system',
  severity: 'error',
  summary: 'pip install is used on a source that has neither pyproject.toml nor setup.py',
  *check(subject) {
    const { source } = subject;
    if (!source?.isComplete || [...source.entries].some((name) => BUILD_SYSTEM.test(name))) return;
    // A patch or the script may add one.
    if (
      [...subject.besides].some(([name, { text }]) => /\.(patch|diff)$/.test(name) && BUILD_SYSTEM.test(text))
    )
      return;
    for (const script of subject.scripts) {
      if (BUILD_SYSTEM.test(script.commands) || GOES_ELSEWHERE.test(script.commands)) continue;
      if (child(script.level.node, 'build', 'script', 'cwd')) continue;
      const install = pipInstalls(script).find(installsSource);
      if (install) yield problemOf(subject, install, source);
    }
  },
};

const SHOWN = 8;

function shortList(names: string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}

function problemOf(subject: Subject, install: PipInstall, { entries, pythonPackages }: SourceTree): Problem {
  const edits = copyInstead(subject, install, pythonPackages);
  const packages = pythonPackages.join(', ') || 'none (no top-level folder contains an __init__.py)';
  return {
    at: install,
    message: 'pip installs the source, which has neither pyproject.toml nor setup.py.',
    why: `pip refuses such a source. Top level of the source: ${shortList([...entries].sort())}. Python packages: ${packages}.`,
    help: [
      'In the script, replace pip install with `mkdir -p $SP_DIR && cp -R <packages and modules> $SP_DIR/`.',
      'Or add a pyproject.toml to the source, with a patch in `source.patches`.',
    ],
    ...(edits.length > 0 && {
      fix: { description: `Copy ${pythonPackages.join(', ')} to site-packages`, edits },
    }),
  };
}

/** Only for shells: a batch file needs other commands. */
function copyInstead(
  { platform }: Subject,
  { script, file, start, end }: PipInstall,
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

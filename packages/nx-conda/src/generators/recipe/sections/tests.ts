import type { PythonFacts } from '../../../source/source-facts';
import { NINJA_PATCH, requiresNinja } from '../ninja-patch';
import { normalisedName } from '../requirements/conda-name';
import { oneLine } from '../text/untrusted-text';
import { noted, Remark, type YamlEntries, type YamlValue } from '../text/yaml-value';

/** Commands built with these print help and exit; others may start a server, or need arguments. */
const WITH_HELP = ['click', 'typer', 'fire', 'cyclopts', 'docopt'];
const MAX_IMPORTS = 20;
const COMMAND = /^[A-Za-z0-9_][\w.-]*$/;

interface ImportTestOptions {
  /** Imports that only some variants have. */
  extra?: YamlValue[];
  /** Also with the oldest Python that a noarch package supports: the variants have `python_min`. */
  isOldest?: boolean;
}

/** Imports each found package, and runs `pip check`. */
export function importTest(
  python: PythonFacts,
  patches: string[],
  { extra = [], isOldest = false }: ImportTestOptions = {},
): YamlEntries {
  const imports: YamlValue[] = [...importableNames(python).slice(0, MAX_IMPORTS), ...extra];
  const todo = imports.length === 0 ? 'TODO: list the Python modules that the package installs.' : undefined;
  return {
    python: {
      imports: noted(todo, imports),
      pip_check: pipCheck(python, patches),
      ...(isOldest && { python_version: '${{ python_min }}.*' }),
    },
  };
}

/** Names that Python can import. */
export function importableNames({ imports }: PythonFacts): string[] {
  return [...new Set(imports.filter((name) => /^[A-Za-z_]\w{0,99}(\.[A-Za-z_]\w{0,99})*$/.test(name)))];
}

/** Runs `--help` of each program if its library supports that; otherwise a remark. */
export function commandTests(python: PythonFacts): YamlValue[] {
  const requires = new Set(python.requires.map(({ name }) => normalisedName(name)));
  const isKnown = WITH_HELP.some((library) => requires.has(library));
  const hasHelp = (name: string) => isKnown || python.commandsWithHelp?.includes(name) === true;
  const all = commandNames(python).slice(0, MAX_COMMANDS);
  const commands = all.filter((name) => isPackaged(python, name));
  const programs = (python.scripts ?? []).filter((name) => COMMAND.test(name)).slice(0, MAX_COMMANDS);
  const safe = commands.filter(hasHelp).map(callOf);
  const others = [...commands.filter((name) => !hasHelp(name)), ...programs];
  return [
    ...(safe.length > 0 ? [{ script: safe }] : []),
    ...commandRemark(others.map(callOf)),
    ...unpackagedRemark(all.filter((name) => !isPackaged(python, name))),
  ];
}

/** Whether the module of a command is in the package: some are for development only. */
function isPackaged({ entryPoints, imports }: PythonFacts, command: string): boolean {
  const modules = imports.map((name) => name.split('.')[0]);
  const own = entryPoints.filter((entry) => oneLine(entry.split('=')[0] ?? '', 100) === command);
  return imports.length === 0 || own.every((entry) => modules.includes(/=\s*(\w+)/.exec(entry)?.[1]));
}

function unpackagedRemark(names: readonly string[]): Remark[] {
  if (names.length === 0) return [];
  return [
    new Remark([
      `No test runs ${names.join(', ')}: nx-conda did not find the module of the command in the package.`,
    ]),
  ];
}

const MAX_COMMANDS = 5;

function callOf(command: string): string {
  return `${command} --help`;
}

function commandRemark(calls: readonly string[]): Remark[] {
  if (calls.length === 0) return [];
  return [
    new Remark([
      'If these commands exit without input, uncomment this test:',
      '- script:',
      ...calls.map((call) => `    - ${call}`),
    ]),
  ];
}

function commandNames({ entryPoints }: PythonFacts): string[] {
  const names = entryPoints.map((entry) => oneLine(entry.split('=')[0] ?? '', 100));
  return [...new Set(names.filter((name) => COMMAND.test(name)))];
}

function pipCheck({ requires }: PythonFacts, patches: string[]): YamlValue {
  if (requires.some(({ name }) => /^nvidia-[\w-]+-cu\d+$/.test(normalisedName(name)))) {
    return noted(
      "The metadata requires NVIDIA's wheels, which are not conda packages. Patch the metadata, then set pip_check to true.",
      false,
    );
  }
  if (!requiresNinja(requires) || patches.includes(NINJA_PATCH)) return true;
  return noted(
    "The metadata requires PyPI's ninja, but conda-forge's ninja has no metadata for pip. Patch the metadata, then set pip_check to true.",
    false,
  );
}

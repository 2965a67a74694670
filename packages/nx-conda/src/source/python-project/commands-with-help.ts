import { posix } from 'node:path';
import { distributionOfModule, isStandardModule } from '../../knowledge/python-modules';
import { importsIn } from '../python/imports';
import { normalizeName } from '../requirements/normalize-name';
import type { PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';

/** Libraries that read arguments, and print help for `--help` before anything else happens. */
const LIBRARIES = new Set([
  'argparse',
  'optparse',
  'click',
  'typer',
  'fire',
  'docopt',
  'cyclopts',
  'absl',
  'plac',
  'cleo',
]);
const ROOTS = ['', 'src', 'lib', 'python'];
const MAX_COMMANDS = 20;

/**
 * The names of console scripts whose module imports a library for arguments, and nothing that the package does not
 * require.
 * @param project folder of the build file
 */
export function commandsWithHelp(
  source: SourceFolder,
  project: string,
  { entryPoints, requires }: { entryPoints: readonly string[]; requires: readonly PythonRequirement[] },
): string[] {
  const there = new Set(requires.map(({ name }) => normalizeName(name)));
  return entryPoints.slice(0, MAX_COMMANDS).flatMap((entry) => {
    const [, name, module = ''] = /^(\S+) = ([\w.]+):/.exec(entry) ?? [];
    const [own = '', ...inner] = module.split('.');
    const text = textOf(source, project, [own, ...inner].join('/'));
    const imports = importsIn(text).filter(({ isSkipped }) => !isSkipped);
    const modules = imports.map((one) => ({ ...one, module: one.module.split('.')[0] ?? '' }));
    const isThere = (one: string) =>
      one === '' ||
      one === own ||
      isStandardModule(one) ||
      there.has(normalizeName(distributionOfModule(one)));
    const needed = modules.filter(({ isOptional, isConditional }) => !isOptional && !isConditional);
    const isSafe = needed.every((one) => isThere(one.module));
    return name !== undefined && isSafe && modules.some((one) => LIBRARIES.has(one.module)) ? [name] : [];
  });
}

function textOf(source: SourceFolder, project: string, path: string): string {
  const files = ROOTS.flatMap((root) =>
    [`${path}.py`, `${path}/__init__.py`].map((file) => posix.join(project, root, file)),
  );
  const file = files.find((one) => source.has(one));
  return (file === undefined ? undefined : source.read(file)) ?? '';
}

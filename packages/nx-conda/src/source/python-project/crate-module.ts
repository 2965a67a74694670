import { posix } from 'node:path';
import type { Pyproject } from './read-pyproject';
import type { SourceFolder } from '../source-folder';
import { parseToml } from './toml';

/**
 * The module that maturin builds from a crate: the name of its library or the crate; undefined if not in Cargo.toml.
 * @param project folder of pyproject.toml, relative to the source
 */
export function crateModule(source: SourceFolder, project: string, { table }: Pyproject): string | undefined {
  const manifest = table.string('tool.maturin.manifest-path') ?? 'Cargo.toml';
  try {
    const cargo = parseToml(source.read(posix.join(project, manifest)) ?? '');
    return cargo.string('lib.name') ?? cargo.string('package.name')?.replaceAll('-', '_');
  } catch {
    // cargo reports the error.
    return undefined;
  }
}

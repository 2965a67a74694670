import { posix } from 'node:path';
import type { Pyproject } from './read-pyproject';
import type { SourceFolder } from '../source-folder';
import { parseToml } from './toml';

/**
 * The module that maturin makes of a crate: its library's name, or its own; undefined where Cargo.toml does not say it.
 * @param project folder of pyproject.toml, relative to the source
 */
export function crateModule(source: SourceFolder, project: string, { table }: Pyproject): string | undefined {
  const manifest = table.string('tool.maturin.manifest-path') ?? 'Cargo.toml';
  try {
    const cargo = parseToml(source.read(posix.join(project, manifest)) ?? '');
    return cargo.string('lib.name') ?? cargo.string('package.name')?.replaceAll('-', '_');
  } catch {
    // cargo will say it better.
    return undefined;
  }
}

import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';
import type { Distribution } from './distribution';
import type { Pyproject } from './read-pyproject';
import { parseToml, Table } from './toml';

/** The crate that maturin builds. */
export interface Crate {
  /** The folder of its Cargo.toml, relative to the source; '' for the top. */
  folder: string;
  package: Table;
  /** `[workspace.package]` of its workspace, for `version.workspace = true`. */
  workspace: Table;
  /** The name of its library, or of the crate. */
  module: string | undefined;
}

/** The crate of a source; undefined without a Cargo.toml. @param project folder of pyproject.toml */
export function readCrate(source: SourceFolder, project: string, pyproject: Pyproject): Crate | undefined {
  const manifest = pyproject.table.string('tool.maturin.manifest-path') ?? 'Cargo.toml';
  const file = posix.join(project, manifest);
  const cargo = readToml(source, file);
  if (!cargo) return undefined;
  const folder = posix.dirname(file) === '.' ? '' : posix.dirname(file);
  return {
    folder,
    package: cargo.table('package'),
    workspace: workspaceOf(source, folder, cargo),
    module: cargo.string('lib.name') ?? cargo.string('package.name')?.replaceAll('-', '_'),
  };
}

/** Metadata that maturin takes from Cargo.toml, where pyproject.toml has none. */
export function crateDistribution({ folder, package: own, workspace }: Crate): Distribution {
  const text = (key: string) =>
    own.string(key) ?? (own.at([key, 'workspace']) === true ? workspace.string(key) : undefined);
  const version = text('version');
  return {
    file: posix.join(folder, 'Cargo.toml'),
    name: own.string('name'),
    version: version === undefined ? undefined : pythonVersion(version),
    summary: text('description'),
    homepage: text('homepage') ?? text('repository'),
    license: text('license'),
    unread: [],
  };
}

/** maturin writes `1.0.0-beta.2` as `1.0.0b2`. */
function pythonVersion(version: string): string {
  return version.replace(/-(alpha|beta|rc)\.?(\d+)$/, (_, kind: string, number: string) => {
    return `${kind === 'rc' ? 'rc' : kind.slice(0, 1)}${number}`;
  });
}

const MAX_DEPTH = 6;

/** In the Cargo.toml itself, or in a folder above. */
function workspaceOf(source: SourceFolder, folder: string, own: Table): Table {
  let [above, cargo]: [string, Table | undefined] = [folder, own];
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    if (cargo?.has('workspace') === true) return cargo.table('workspace.package');
    if (above === '') break;
    above = posix.dirname(above) === '.' ? '' : posix.dirname(above);
    cargo = readToml(source, posix.join(above, 'Cargo.toml'));
  }
  return new Table();
}

function readToml(source: SourceFolder, file: string): Table | undefined {
  const text = source.read(file);
  try {
    return text === undefined ? undefined : parseToml(text);
  } catch {
    // cargo reports the error.
    return undefined;
  }
}

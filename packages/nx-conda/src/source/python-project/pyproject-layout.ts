import { posix } from 'node:path';
import type { Layout } from './distribution';
import type { Table } from './toml';

/** Package locations configured for the build backends. */
export function layoutOf(table: Table): Layout | undefined {
  return poetryLayout(table) ?? hatchLayout(table) ?? oneModule(table) ?? setuptoolsLayout(table);
}

function poetryLayout(table: Table): Layout | undefined {
  const packages = table
    .tables('tool.poetry.packages')
    .map((one) => one.string('include'))
    .filter((one) => one !== undefined && /^[\w/]+$/.test(one))
    .map((one) => one?.replaceAll('/', '.') ?? '');
  return packages.length > 0 ? { packages } : undefined;
}

function hatchLayout(table: Table): Layout | undefined {
  const folders =
    table.strings('tool.hatch.build.targets.wheel.packages') ??
    table.strings('tool.scikit-build.wheel.packages');
  return folders && folders.length > 0
    ? { packages: folders.map((folder) => posix.basename(folder)) }
    : undefined;
}

function oneModule(table: Table): Layout | undefined {
  const paths = ['tool.flit.module.name', 'tool.flit.metadata.module', 'tool.maturin.module-name'];
  const name = paths.map((path) => table.string(path)).find((one) => one !== undefined);
  // For a module in a package, the package.
  return name === undefined ? undefined : { packages: [name.split('.')[0] ?? name] };
}

function setuptoolsLayout(table: Table): Layout | undefined {
  const setuptools = table.table('tool.setuptools');
  const packages = setuptools.strings('packages');
  const modules = setuptools.strings('py-modules');
  const root =
    table.string('tool.maturin.python-source') ??
    setuptools.strings('packages.find.where')?.[0] ??
    setuptools.string(['package-dir', '']);
  const layout = {
    ...(packages && { packages }),
    ...(modules && { modules }),
    ...(root !== undefined && { root }),
  };
  return Object.keys(layout).length > 0 ? layout : undefined;
}

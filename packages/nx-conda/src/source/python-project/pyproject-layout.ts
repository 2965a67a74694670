import { isBuiltWith } from '../../knowledge/build-backends';
import { posix } from 'node:path';
import type { Layout } from './distribution';
import type { Table } from './toml';

/** Package locations configured for the build backends. */
export function layoutOf(table: Table): Layout | undefined {
  return (
    poetryLayout(table) ??
    hatchLayout(table) ??
    uvLayout(table) ??
    flitLayout(table) ??
    maturinLayout(table) ??
    pdmLayout(table) ??
    setuptoolsLayout(table)
  );
}

/** `{ include = "acme/tools", from = "src" }`; also `acme/`, `acme/**\/*.py` and `acme.py` */
function poetryLayout(table: Table): Layout | undefined {
  const listed = table.tables('tool.poetry.packages').flatMap((one) => {
    const [, path, isModule] =
      /^((?:[\w-]+\/)*[\w-]+)(\.py)?\/?(?:\/\*.*)?$/.exec(one.string('include') ?? '') ?? [];
    return path === undefined ? [] : [{ path, isModule: isModule !== undefined, from: one.string('from') }];
  });
  if (listed.length === 0) return undefined;
  const packages = listed.filter(({ isModule }) => !isModule);
  const modules = listed.filter(({ isModule }) => isModule).map(({ path }) => nameOf(path));
  return {
    packages: packages.map(({ path }) => nameOf(path)),
    folders: Object.fromEntries(
      packages.map(({ path, from = '' }) => [nameOf(path), posix.join(from, path)]),
    ),
    ...(modules.length > 0 && { modules }),
  };
}

function nameOf(path: string): string {
  return path.replaceAll('/', '.');
}

/** `packages = ["src/acme"]` installs `acme`; `only-include` keeps the whole path, without the `sources`. */
function hatchLayout(table: Table): Layout | undefined {
  const tables = ['tool.hatch.build.targets.wheel', 'tool.hatch.build'];
  const lists = [...tables.map((path) => `${path}.packages`), 'tool.scikit-build.wheel.packages'];
  const listed = lists.map((path) => table.strings(path)).find((one) => one !== undefined && one.length > 0);
  if (listed) return placed(listed.map((folder) => [posix.basename(folder), folder]));
  const included = tables.flatMap((path) => table.strings(`${path}.only-include`) ?? []);
  const sources = tables.flatMap((path) => table.strings(`${path}.sources`) ?? []).map(trimmed);
  const paths = included.map(trimmed).filter((one) => /^[\w/-]+$/.test(one));
  const [root] = paths.filter((path) => sources.includes(path));
  if (root !== undefined) return { root, findsAll: true };
  return paths.length > 0
    ? placed(paths.map((path) => [nameOf(withoutSource(path, sources)), path]))
    : undefined;
}

function trimmed(path: string): string {
  return path.replace(/^\/|\/$/g, '');
}

function withoutSource(path: string, sources: readonly string[]): string {
  const source = sources.find((one) => path.startsWith(`${one}/`));
  return source === undefined ? path : posix.relative(source, path);
}

function placed(places: readonly (readonly [name: string, folder: string])[]): Layout {
  return { packages: places.map(([name]) => name), folders: Object.fromEntries(places) };
}

function uvLayout(table: Table): Layout | undefined {
  const uv = table.table('tool.uv.build-backend');
  const names = uv.strings('module-name') ?? [uv.string('module-name')].filter((one) => one !== undefined);
  const root = uv.string('module-root');
  if (names.length === 0) return root === undefined ? undefined : { root };
  return { packages: names, root: root ?? 'src' };
}

function flitLayout(table: Table): Layout | undefined {
  const name = table.string('tool.flit.module.name') ?? table.string('tool.flit.metadata.module');
  if (name !== undefined) return { packages: [name] };
  const isFlit = isBuiltWith('flit_core', table.string('build-system.build-backend'));
  const project = table.string('project.name') ?? '';
  // The name of a distribution with dots names a package in a namespace.
  return isFlit && project.includes('.') ? { packages: [project.replaceAll('-', '_')] } : undefined;
}

function maturinLayout(table: Table): Layout | undefined {
  const root = table.string('tool.maturin.python-source');
  const name = table.string('tool.maturin.module-name');
  const packages = table.strings('tool.maturin.python-packages');
  if (name === undefined && !packages) return root === undefined ? undefined : { root };
  // For a module in a package, the package.
  const listed = packages ?? [name?.split('.')[0] ?? ''];
  return {
    packages: listed,
    ...(name !== undefined && { compiled: name }),
    ...(root !== undefined && { root }),
  };
}

function pdmLayout(table: Table): Layout | undefined {
  const root = table.string('tool.pdm.build.package-dir');
  return root === undefined ? undefined : { root, findsAll: true };
}

function setuptoolsLayout(table: Table): Layout | undefined {
  const setuptools = table.table('tool.setuptools');
  const packages = setuptools.strings('packages');
  const modules = setuptools.strings('py-modules');
  const find = setuptools.table('packages.find');
  const root = find.strings('where')?.[0] ?? setuptools.string(['package-dir', '']);
  const [included, excluded] = [find.strings('include'), find.strings('exclude')];
  const layout = {
    ...(packages && { packages }),
    ...(modules && { modules }),
    ...(root !== undefined && { root }),
    ...(included && { included }),
    ...(excluded && { excluded }),
    ...(setuptools.has('packages.find') && { findsAll: true }),
  };
  return Object.keys(layout).length > 0 ? layout : undefined;
}

import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';
import type { Layout } from './distribution';
import { matchesGlob } from './glob';
import { isNamespace, isPackage, MODULE, modulesOfNamespace, namespaced, OTHER } from './package-folders';

const MAX_NAMES = 50;

/**
 * Import names of a distribution: its top packages, including those in namespaces (`google.cloud.storage`), and
 * single modules. Those named like the distribution come first.
 * @param project folder of the build file, relative to the source; '' for the top
 */
export function importNames(
  source: SourceFolder,
  project: string,
  { layout = {}, name = '' }: { layout?: Layout; name?: string },
): string[] {
  const modules = layout.modules ?? [];
  const finds = layout.findsAll === true || modules.length === 0;
  const packages = layout.packages?.length
    ? listedPackages(source, project, layout)
    : finds
      ? foundNames(source, project, { layout, name })
      : [];
  const wanted = moduleName(name);
  return withoutTests([...new Set([...packages, ...modules])])
    .filter((one) => one.split('.').every((part) => MODULE.test(part)))
    .sort((a, b) => Number(moduleName(b) === wanted) - Number(moduleName(a) === wanted))
    .slice(0, MAX_NAMES);
}

/** Tests that are installed beside a package (`tests`, `acme_tests`, `sasstests`) need more than it requires. */
function withoutTests(names: string[]): string[] {
  const others = names.filter((name) => !/^(tests?|testing)(\.|$)|Tests?$|[a-z_]tests$/.test(name));
  return others.length > 0 ? others : names;
}

/** A listed package that is a namespace only becomes the packages in it: importing the namespace proves nothing. */
function listedPackages(source: SourceFolder, project: string, layout: Layout): string[] {
  const { packages = [] } = layout;
  const real = packages.filter(
    (one) => !foldersOf(project, one, layout).some((it) => isNamespace(source, it)),
  );
  const found = topmost(real).map((name) => importsOf(source, project, { name, layout }));
  // A namespace with many packages beside a package has its plugins, which most often need more than it requires.
  const isRegular = found.some(({ isNamespace: it }) => !it);
  return found
    .filter(({ isNamespace: it, imports }) => !(it && isRegular && imports.length > 1))
    .flatMap(({ imports }) => imports);
}

function importsOf(
  source: SourceFolder,
  project: string,
  { name, layout }: { name: string; layout: Layout },
): { imports: string[]; isNamespace: boolean } {
  const folder = foldersOf(project, name, layout).find((one) => source.entries(one).length > 0);
  if (folder === undefined) {
    const isInside = layout.compiled?.startsWith(`${name}.`) === true;
    return { imports: [isInside ? (layout.compiled ?? name) : name], isNamespace: false };
  }
  const inside = namespaced(source, folder, name);
  if (inside.length > 0) return { imports: inside, isNamespace: inside[0] !== name };
  const modules = modulesOfNamespace(source, folder, name);
  return { imports: modules.length > 0 ? modules : [name], isNamespace: modules.length > 0 };
}

/** Where a listed package may be. */
function foldersOf(project: string, name: string, { root, folders }: Layout): string[] {
  const path = name.replaceAll('.', '/');
  const given = folders && Object.hasOwn(folders, name) ? folders[name] : undefined;
  const places =
    given !== undefined ? [given] : (root === undefined ? ROOTS : [root]).map((one) => posix.join(one, path));
  return places.map((one) => trimDot(posix.join(project, one)));
}

const ROOTS = ['src', '', 'lib', 'python'];

/** Without nested ones: `a`, not `a.b`; `google.cloud` if `google` is not listed. */
function topmost(packages: readonly string[]): string[] {
  const all = new Set(packages);
  return packages.filter((name) => {
    const parts = name.split('.');
    return parts.every((_, index) => index === 0 || !all.has(parts.slice(0, index).join('.')));
  });
}

function moduleName(name: string): string {
  return name.toLowerCase().replace(/[-.]+/g, '_');
}

function foundNames(
  source: SourceFolder,
  project: string,
  { layout, name }: { layout: Layout; name: string },
): string[] {
  const roots = layout.root === undefined ? ROOTS : [layout.root];
  const built = project === '' ? topLevel(source) : [];
  for (const root of roots) {
    const folder = trimDot(posix.join(project, root));
    const packages = packagesIn(source, folder, (one) => isFound(one, layout));
    const same = packages.filter((one) => moduleName(one) === moduleName(name));
    if (layout.findsAll ? packages.length > 0 : same.length > 0) return layout.findsAll ? packages : same;
    // The rest is a guess; the sdist's own list is better.
    const names = [...modulesIn(source, folder, name), ...(built.length > 0 ? [] : packages)];
    if (names.length > 0) return names;
  }
  return built;
}

function trimDot(folder: string): string {
  return folder === '.' ? '' : folder.replace(/\/$/, '');
}

function isFound(name: string, { included = ['*'], excluded = [] }: Layout): boolean {
  const matches = (pattern: string) => matchesGlob(name, pattern);
  // `acme.*` includes what is in acme.
  const isIncluded = included.some((pattern) => matches(pattern) || pattern.startsWith(`${name}.`));
  return isIncluded && !excluded.some(matches);
}

/** Regular packages; without any, the first ones in folders that may be namespaces. */
function packagesIn(source: SourceFolder, folder: string, isWanted: (name: string) => boolean): string[] {
  const folders = source.entries(folder).filter((name) => MODULE.test(name) && !OTHER.test(name));
  const regular = folders.filter((name) => isPackage(source, posix.join(folder, name))).filter(isWanted);
  if (regular.length > 0) return regular;
  return folders.flatMap((name) => namespaced(source, posix.join(folder, name), name)).filter(isWanted);
}

/** A module named like the distribution. */
function modulesIn(source: SourceFolder, folder: string, name: string): string[] {
  const files = source.entries(folder).map((file) => /^(\w+)\.py$/.exec(file)?.[1] ?? '');
  return files.filter((file) => file !== '' && moduleName(file) === moduleName(name));
}

/** Written by setuptools into an sdist; may be a namespace. */
function topLevel(source: SourceFolder): string[] {
  const file = source.files.find((name) => /^([^/]+\/)?[^/]+\.egg-info\/top_level\.txt$/.test(name));
  const names = (file === undefined ? undefined : source.read(file))?.split(/\r?\n/) ?? [];
  return names.filter((name) => MODULE.test(name) && !OTHER.test(name));
}

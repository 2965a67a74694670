import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';
import type { Layout } from './distribution';

/** Folders beside a package that are not part of it, or contain packages. */
const OTHER =
  /^(src|lib|python|tests?|testing|docs?|examples?|samples?|benchmarks?|tools?|scripts?|build|dist|conf|config|ci|_.*|\..*|.*\.egg-info)$/;
const MODULE = /^[A-Za-z_]\w*$/;
const MAX_NAMES = 50;
const MAX_DEPTH = 4;

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
  const packages = (layout.packages ?? []).filter(
    (one) => !isNamespace(source, posix.join(project, layout.root ?? '', one.replaceAll('.', '/'))),
  );
  const listed = [...topmost(packages), ...(layout.modules ?? [])];
  const names = listed.length > 0 ? listed : foundNames(source, project, { layout, name });
  const wanted = moduleName(name);
  return [...new Set(names)]
    .filter((one) => one.split('.').every((part) => MODULE.test(part)))
    .sort((a, b) => Number(moduleName(b) === wanted) - Number(moduleName(a) === wanted))
    .slice(0, MAX_NAMES);
}

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
  const roots = layout.root === undefined ? ['src', '', 'lib', 'python'] : [layout.root];
  const built = project === '' ? topLevel(source) : [];
  for (const root of roots) {
    const folder = trimDot(posix.join(project, root));
    const packages = packagesIn(source, folder).filter((one) => !layout.excluded?.includes(one));
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

/** Regular packages; without any, the first ones in folders that may be namespaces. */
function packagesIn(source: SourceFolder, folder: string): string[] {
  const folders = source.entries(folder).filter((name) => MODULE.test(name) && !OTHER.test(name));
  const regular = folders.filter((name) => isPackage(source, posix.join(folder, name)));
  if (regular.length > 0) return regular;
  return folders.flatMap((name) => namespaced(source, posix.join(folder, name), name));
}

function isPackage(source: SourceFolder, folder: string): boolean {
  return (
    (source.has(`${folder}/__init__.py`) && !isNamespace(source, folder)) ||
    source.has(`${folder}/__init__.pyi`)
  );
}

/** The older syntax for a package shared by several distributions. */
function isNamespace(source: SourceFolder, folder: string): boolean {
  return /\b(declare_namespace|extend_path)\b/.test(source.read(`${folder}/__init__.py`) ?? '');
}

function namespaced(source: SourceFolder, folder: string, name: string): string[] {
  if (isPackage(source, folder)) return [name];
  if (name.split('.').length >= MAX_DEPTH) return [];
  return source
    .entries(folder)
    .filter((entry) => MODULE.test(entry) && !OTHER.test(entry))
    .flatMap((entry) => namespaced(source, posix.join(folder, entry), `${name}.${entry}`));
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

import { posix } from 'node:path';
import type { LocalRepository, NamedPath } from '../../recipe/reads/named-reads';
import { escapePattern } from '../nx-pattern';
import { VARIANT_FILES } from '../../knowledge/variant-files';

/** A file or folder that a build reads. */
export interface ReadArea {
  /** Relative to the workspace root (also with `..` in front) or absolute; normalized, `/` separated. */
  path: string;
  /**
   * `folder`: the recipe's own, without ignored files. `copy`: rattler-build copies it without ignored files, but with
   * the state of its repository. `all`: includes files that git ignores.
   */
  takes: 'folder' | NamedPath['takes'];
  /** Counts only what matches at and below it: a pattern for paths as they are written here. */
  pattern?: string;
}

/** The project's reads according to its texts: checked before Nx hashes. */
export interface ReadPlan {
  areas: ReadArea[];
  repositories: LocalRepository[];
  /** Environment variables; Nx does not distinguish empty from unset. */
  environment: string[];
  /** The environment variable through which Nx hashes reads that it does not see; undefined if there are none. */
  variable?: string;
}

/** The names in the texts of a recipe. */
export interface NamedReads {
  /** Project root, relative to the workspace root. */
  root: string;
  reads: NamedPath[];
  repositories: LocalRepository[];
  /** Files that templates load: from the recipe's folder, otherwise from the workspace root. */
  loads: string[];
  environment: string[];
  /** The option `reads`: patterns relative to the recipe's folder. */
  declared: string[];
}

export function planOf({ root, reads, repositories, loads, environment, declared }: NamedReads): ReadPlan {
  const checkedOut = repositories.map(({ path }) => path);
  const named = [
    // A build only gets commits of a repository: it does not read the files in its folder.
    ...reads.filter(({ path }) => !checkedOut.includes(path)),
    ...loads.map((path): NamedPath => ({ path, takes: 'all' })),
  ].map(({ path, takes }) => ({ path: fromWorkspace(root, path), takes }));
  const fromRoot = loads.map((path): ReadArea => ({ path: posix.normalize(path), takes: 'all' }));
  return {
    areas: [
      { path: root, takes: 'folder' },
      // rattler-build reads them even if git ignores them.
      ...VARIANT_FILES.map((name): ReadArea => ({ path: posix.join(root, name), takes: 'all' })),
      ...distinct([...named, ...fromRoot]),
      ...declared.map((pattern) => declaredArea(root, pattern)),
    ],
    repositories: repositories.map((one) => ({ ...one, path: fromWorkspace(root, one.path) })),
    environment,
  };
}

/** The option `reads` counts everywhere, however Nx reads the pattern. */
function declaredArea(root: string, pattern: string): ReadArea {
  const base = baseOf(pattern);
  const path = fromWorkspace(root, base);
  const rest = base === '.' ? pattern : posix.normalize(pattern).slice(posix.normalize(base).length + 1);
  const start = path === '.' ? '' : `${escapePattern(path).replace(/\/$/, '')}/`;
  return { path, takes: 'all', pattern: rest === '' ? `${start}**` : start + posix.normalize(rest) };
}

/** @param path relative to the recipe's folder, or absolute. */
export function fromWorkspace(root: string, path: string): string {
  const normal = posix.isAbsolute(path) ? posix.normalize(path) : posix.join(root, path);
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}

/** The folder or file before the first segment of a pattern that is not a plain name. */
export function baseOf(pattern: string): string {
  const segments = pattern.replace(/^\.\//, '').split('/');
  const first = segments.findIndex((segment) => /[*?[\]{}()]/.test(segment));
  const plain = first < 0 ? segments : segments.slice(0, first);
  return plain.join('/') || (pattern.startsWith('/') ? '/' : '.');
}

/** If a path is named several times, the widest reading counts. */
function distinct(areas: ReadArea[]): ReadArea[] {
  const widest = new Map<string, ReadArea>();
  for (const area of areas) {
    const known = widest.get(area.path);
    if (!known || (known.takes !== 'all' && area.takes === 'all')) widest.set(area.path, area);
  }
  return [...widest.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

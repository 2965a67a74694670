import { posix } from 'node:path';
import type { LocalRepository, NamedPath } from '../../recipe/reads/named-reads';
import { escapePattern } from '../nx-pattern';
import { VARIANT_FILES } from '../../knowledge/variant-files';

/** A file or folder that a build reads. */
export interface ReadArea {
  /** Relative to the workspace root (also with `..` in front) or absolute; normalised, `/` separated. */
  path: string;
  /**
   * `folder`: the recipe's own; what git ignores does not count. `copy`: rattler-build copies it without what git
   * ignores, and with the state of a repository in it. `all`: what git ignores counts as well.
   */
  takes: 'folder' | NamedPath['takes'];
  /** Of all that is at and below it, only what matches counts: a pattern for paths as they are written here. */
  pattern?: string;
}

/** What a project reads, as far as its texts tell: what has to be looked at before Nx hashes. */
export interface ReadPlan {
  areas: ReadArea[];
  repositories: LocalRepository[];
  /** Environment variables; Nx does not tell one that is empty from one that is not set. */
  environment: string[];
  /** The environment variable through which Nx hashes what it does not see; undefined where there is no such read. */
  variable?: string;
}

/** What the texts of a recipe name. */
export interface NamedReads {
  /** Project root, relative to the workspace root. */
  root: string;
  reads: NamedPath[];
  repositories: LocalRepository[];
  /** Files that templates load: from the recipe's folder, or else from the workspace root. */
  loads: string[];
  environment: string[];
  /** The option `reads`: patterns relative to the recipe's folder. */
  declared: string[];
}

export function planOf({ root, reads, repositories, loads, environment, declared }: NamedReads): ReadPlan {
  const checkedOut = repositories.map(({ path }) => path);
  const named = [
    // Of a repository, a build gets commits: what lies in its folder is not read.
    ...reads.filter(({ path }) => !checkedOut.includes(path)),
    ...loads.map((path): NamedPath => ({ path, takes: 'all' })),
  ].map(({ path, takes }) => ({ path: fromWorkspace(root, path), takes }));
  const fromRoot = loads.map((path): ReadArea => ({ path: posix.normalize(path), takes: 'all' }));
  return {
    areas: [
      { path: root, takes: 'folder' },
      // rattler-build reads them, also where git ignores them.
      ...VARIANT_FILES.map((name): ReadArea => ({ path: posix.join(root, name), takes: 'all' })),
      ...distinct([...named, ...fromRoot]),
      ...declared.map((pattern) => declaredArea(root, pattern)),
    ],
    repositories: repositories.map((one) => ({ ...one, path: fromWorkspace(root, one.path) })),
    environment,
  };
}

/** What the option `reads` declares counts wherever it is, whatever Nx makes of the pattern. */
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

/** Where a path is named several times, the widest reading counts. */
function distinct(areas: ReadArea[]): ReadArea[] {
  const widest = new Map<string, ReadArea>();
  for (const area of areas) {
    const known = widest.get(area.path);
    if (!known || (known.takes !== 'all' && area.takes === 'all')) widest.set(area.path, area);
  }
  return [...widest.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

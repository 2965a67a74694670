import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describeCheckout, filesNotIgnored, resolveReferences } from '../../machine/git-state';
import type { LocalRepository } from '../../recipe/reads/named-reads';
import { labelBelow, type WalkedPlace, realFolder, type Walk } from './walk';

/** Lets git decide which files count where Nx lists nothing. Without a repository or git, all files count. */
export async function settleDoubts(walks: readonly Walk[]): Promise<void> {
  const settled = new Set<string>();
  for (let open = takeDoubtful(walks, settled); open.length > 0; open = takeDoubtful(walks, settled)) {
    const byRepository = groupByRepository(open);
    for (const [repository, doubts] of byRepository) await settle(repository, doubts);
  }
}

/** A place of a walk, with its real path. */
interface Doubt {
  walk: Walk;
  place: WalkedPlace;
  real: string;
}

/** A folder that git names is queued as a repository of its own; if it is not one, it would be queued forever. */
function takeDoubtful(walks: readonly Walk[], settled: Set<string>): Doubt[] {
  return walks.flatMap((walk, index) => {
    const places = walk.doubtful;
    walk.doubtful = [];
    return places.flatMap((place) => {
      const key = `${index} ${place.label}`;
      const real = realFolder(place.path);
      if (settled.has(key) || real === undefined) return [];
      settled.add(key);
      return [{ walk, place, real }];
    });
  });
}

async function settle(repository: string | undefined, doubts: Doubt[]): Promise<void> {
  const bases = doubts.map(({ real }) =>
    repository === undefined ? '.' : relative(repository, real) || '.',
  );
  const found = repository === undefined ? undefined : await filesNotIgnored(repository, [...new Set(bases)]);
  const sorted = found?.sort();
  for (const [index, { walk, place }] of doubts.entries()) {
    if (!sorted) walk.counted({ ...place, takes: 'all' });
    else for (const below of pathsBelow(bases[index] ?? '.', sorted)) walk.counted(at(place, below));
  }
}

function at(place: WalkedPlace, below: string): WalkedPlace {
  if (below === '') return place;
  return { ...place, label: labelBelow(place.label, below), path: join(place.path, below) };
}

/** The entries at and below a path, relative to it. @param sorted paths. */
function pathsBelow(base: string, sorted: string[]): string[] {
  if (base === '.') return sorted;
  const own = sorted[firstFrom(base, sorted)] === base ? [''] : [];
  const below: string[] = [];
  const start = `${base}/`;
  for (let index = firstFrom(start, sorted); sorted[index]?.startsWith(start); index++) {
    below.push((sorted[index] ?? '').slice(start.length));
  }
  return [...own, ...below];
}

/** The index of a text in a sorted list, or where it would be inserted. */
function firstFrom(text: string, sorted: string[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function groupByRepository(doubts: Doubt[]): Map<string | undefined, Doubt[]> {
  const known = new Map<string, string | undefined>();
  const groups = new Map<string | undefined, Doubt[]>();
  for (const doubt of doubts) {
    const repository = repositoryOf(doubt.real, known);
    groups.set(repository, [...(groups.get(repository) ?? []), doubt]);
  }
  return groups;
}

/** The nearest folder with a `.git`, at or above a path. */
function repositoryOf(path: string, known: Map<string, string | undefined>): string | undefined {
  if (known.has(path)) return known.get(path);
  const parent = dirname(path);
  const found = existsSync(join(path, '.git'))
    ? path
    : parent === path
      ? undefined
      : repositoryOf(parent, known);
  known.set(path, found);
  return found;
}

/** The commit and tag of a folder that is copied with its `.git`: tools read their version from it. */
export async function checkoutOf(folder: string): Promise<string> {
  return (await describeCheckout(folder)) ?? 'no commit';
}

/**
 * The commits that the reference of a source resolves to.
 * @param path absolute.
 * @returns undefined if the repository cannot be read.
 */
export async function commitsOf(
  path: string,
  { kind, name = '' }: LocalRepository['ref'],
): Promise<string | undefined> {
  const references = {
    head: ['HEAD'],
    branch: [`refs/heads/${name}`],
    tag: [`refs/tags/${name}`, `refs/tags/${name}^{}`],
    // Any expression that git understands: its result changes only when a reference changes.
    rev: [],
  }[kind];
  // A full hash always means the same commit.
  if (kind === 'rev' && /^[0-9a-f]{40}$/.test(name)) return name;
  return resolveReferences(path, references);
}

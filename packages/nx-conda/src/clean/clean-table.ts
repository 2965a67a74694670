import { dirname } from 'node:path';
import { alignColumns } from '../record/align-columns';
import { formatBytes } from '../record/units';
import { formatAge } from './age';
import type { ListedCache } from './list-caches';

const TITLES = ['cache', 'size', 'last used', ''];
const SIZE = 1;

/** What was found as aligned plain text with a title line; packages with the same fate share a line. */
export function cleanTable(caches: ListedCache[]): string {
  const rows = groups(caches).map((group) => [nameOf(group), sizeOf(group), agesOf(group), fateOf(group[0])]);
  return alignColumns([TITLES, ...rows], [SIZE]).join('\n');
}

/** Bytes of all caches in a state. */
export function bytesIn(caches: ListedCache[], wanted: ListedCache['state']): number {
  return caches.filter(({ state }) => state === wanted).reduce((sum, { bytes }) => sum + bytes, 0);
}

type Group = [ListedCache, ...ListedCache[]];

function groups(caches: ListedCache[]): Group[] {
  const found = new Map<string, Group>();
  for (const cache of caches) {
    const key = cache.kind === 'package' ? `${dirname(cache.path)} ${fateOf(cache)}` : cache.path;
    const group = found.get(key);
    if (group) group.push(cache);
    else found.set(key, [cache]);
  }
  return [...found.values()];
}

function nameOf([first, ...others]: Group): string {
  if (first.kind === 'package') {
    const count = others.length + 1;
    return `${dirname(first.path)} (${count} ${count === 1 ? 'package' : 'packages'})`;
  }
  return first.of === undefined ? first.path : `${first.path} (build of ${first.of})`;
}

function sizeOf(group: Group): string {
  return formatBytes(group.reduce((sum, { bytes }) => sum + bytes, 0));
}

function agesOf(group: Group): string {
  const ages = group.map(({ age }) => age);
  const [youngest, oldest] = [formatAge(Math.min(...ages)), formatAge(Math.max(...ages))];
  return youngest === oldest ? `${youngest} ago` : `${youngest} to ${oldest} ago`;
}

function fateOf({ state, reason }: ListedCache): string {
  if (state === 'deletable') return 'can be deleted';
  if (state === 'failed') return `not deleted: ${reason ?? ''}`;
  return reason === undefined ? state : `${state}: ${reason}`;
}

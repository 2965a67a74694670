import { satisfies } from './versions';

/** Constraints with more parts than this are not compared. */
const MOST_PARTS = 40;

/** Whether a version satisfies both constraints; undefined if a constraint is not made of plain numbers. */
export function haveCommonVersion(first: string, second: string): boolean | undefined {
  const written = [...`${first},${second}`.matchAll(/\d+(?:\.\d+)*/g)].map(([version]) => version);
  if (written.length > MOST_PARTS) return undefined;
  const tried = ['0', ...written.flatMap(around)].map((version) => {
    const both = [satisfies(version, first), satisfies(version, second)];
    return both.includes(undefined) ? undefined : !both.includes(false);
  });
  return tried.includes(undefined) ? undefined : tried.includes(true);
}

/**
 * Versions at the ends of all ranges that a constraint with this version describes, and just above them: two ranges
 * that overlap share one of these. The prefix of a version ends where its last number grows; `~=` ends one number
 * earlier.
 */
function around(version: string): string[] {
  const numbers = version.split('.');
  const ends = [version, grown(numbers), ...(numbers.length > 1 ? [grown(numbers.slice(0, -1))] : [])];
  return ends.flatMap((end) => [end, `${end}.0.0.1`]);
}

function grown(numbers: string[]): string {
  return [...numbers.slice(0, -1), Number(numbers.at(-1)) + 1].join('.');
}

import type { LastRun } from '../workspace';

/**
 * Compares the tasks that Nx ran with the expected ones.
 * @returns one line about it.
 * @throws Error that names unexpected and missing tasks.
 */
export function checkRun({ ran, reused }: LastRun, expected: string[], seconds: number): string {
  const tooMany = ran.filter((task) => !expected.includes(task));
  const tooFew = expected.filter((task) => !ran.includes(task));
  if (tooMany.length + tooFew.length > 0) {
    throw new Error(
      `Unexpected tasks.\n  ran without need: ${tooMany.join(', ')}\n  did not run: ${tooFew.join(', ')}`,
    );
  }
  return `${ran.length} tasks ran, ${reused.length} came from the cache, as expected (${seconds.toFixed(1)} s)`;
}

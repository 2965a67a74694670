import type { LastRun } from '../workspace';

/**
 * Holds what Nx ran against what had to run.
 * @returns one line about it.
 * @throws Error that names the tasks too many and too few.
 */
export function checkRun({ ran, reused }: LastRun, expected: string[], seconds: number): string {
  const tooMany = ran.filter((task) => !expected.includes(task));
  const tooFew = expected.filter((task) => !ran.includes(task));
  if (tooMany.length + tooFew.length > 0) {
    throw new Error(
      `Not as it should be.\n  ran without need: ${tooMany.join(', ')}\n  did not run: ${tooFew.join(', ')}`,
    );
  }
  return `${ran.length} tasks ran, ${reused.length} came from the cache, as it should be (${seconds.toFixed(1)} s)`;
}

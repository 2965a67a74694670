import { median, type Run } from './measure';

/** Seconds, the median. */
export function seconds(runs: Run[]): number {
  return median(runs.map((run) => run.seconds));
}

export function ratio(ours: Run[], theirs: Run[]): number {
  return seconds(ours) / seconds(theirs);
}

export function describe(runs: Run[]): string {
  const all = runs.map((run) => run.seconds);
  const range = `${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`;
  return `${seconds(runs).toFixed(2)} s (${range})`;
}

export function largest(runs: Run[]): string {
  return `largest process ${Math.max(...runs.map((run) => run.peakMb)).toFixed(0)} MB`;
}

export function printVerdict(what: string, value: number, target: number, digits = 2): void {
  const word = value <= target ? 'OK' : 'MISSED';
  console.log(`  ${word.padEnd(6)} ${what}: ${value.toFixed(digits)}, target at most ${target}`);
}

export function printComparison(what: string, value: number, digits = 2): void {
  console.log(`         ${what}: ${value.toFixed(digits)}, for comparison`);
}

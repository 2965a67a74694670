import { formatBytes, formatSeconds } from '../record/units';
import type { RunReport } from './run-report';

/** The totals of a run as sentences, without line breaks. */
export function sentencesOf({ totals, criticalPath }: RunReport): string[] {
  const { builds, tests, packages, bytes, seconds, savedSeconds, workers } = totals;
  const saved = savedSeconds > 0 ? ` Reuse saved ${formatSeconds(savedSeconds)} of building.` : '';
  const sentences = [
    countsOf('build', { ...builds }),
    countsOf('test', { ...tests }),
    `${plural(packages, 'package')}, ${formatBytes(bytes)}, in ${formatSeconds(seconds)} with ${plural(workers, 'worker')}.${saved}`,
  ];
  const { tasks } = criticalPath;
  // A chain of one task is a row of the table.
  const isWorthIt = tasks.length > 1 && criticalPath.seconds >= 1;
  if (isWorthIt) sentences.push(`Critical path: ${formatSeconds(criticalPath.seconds)}, ${chain(tasks)}`);
  return sentences.filter((sentence) => sentence !== '');
}

/** `3 builds: 2 built, 1 failed.`, `2 builds: all reused.`; empty without tasks. */
function countsOf(kind: 'build' | 'test', counts: Record<string, number>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  const [first] = parts;
  if (first === undefined) return '';
  if (parts.length > 1)
    return `${plural(total, kind)}: ${parts.map(([status, count]) => `${count} ${status}`).join(', ')}.`;
  return `${plural(total, kind)}: ${total > 1 ? 'all ' : ''}${first[0]}.`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const SHOWN = 6;

function chain(tasks: string[]): string {
  const shown = tasks.length <= SHOWN ? tasks : [...tasks.slice(0, 2), '…', ...tasks.slice(-2)];
  return shown.join(' → ');
}

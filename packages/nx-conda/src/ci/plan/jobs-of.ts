import type { Assignment } from './assignment';
import type { Job, Wave } from './unit';

/** The waves and jobs that have units. */
export function jobsOf(assignment: Assignment): Wave[] {
  const waves = Array.from({ length: assignment.waves }, (): Job[] =>
    Array.from({ length: assignment.jobs }, () => ({ units: [], seconds: 0 })),
  );
  for (const node of assignment.nodes) {
    const job = waves[assignment.waveOf(node)]?.[assignment.jobOf(node)];
    job?.units.push(node.id);
    if (job) job.seconds += node.seconds;
  }
  return waves.map(joined).filter((wave) => wave.length > 0);
}

/** Joins jobs that together take no longer than the longest one: fewer machines have to start. */
function joined(jobs: Job[]): Wave {
  const sorted = jobs.filter(({ units }) => units.length > 0).sort(byLength);
  const longest = sorted[0]?.seconds ?? 0;
  const wave: Wave = [];
  for (const { units, seconds } of sorted) {
    const other = wave.find((one) => one.seconds + seconds <= longest);
    if (other) {
      other.units.push(...units);
      other.seconds += seconds;
    } else wave.push({ units: [...units], seconds });
  }
  return wave;
}

function byLength(a: Job, b: Job): number {
  return b.seconds - a.seconds || ((a.units[0] ?? '') < (b.units[0] ?? '') ? -1 : 1);
}

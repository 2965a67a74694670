import type { Job, Unit, Wave } from './plan/unit';

export interface GpuLimits {
  /** Machines with a GPU. */
  gpuJobs: number;
  /** More are only added if they are allowed. */
  waves: number;
}

/**
 * Jobs for tests on machines with a GPU, in waves after all that they need: where they make the plan the least longer.
 * @param waves of the jobs that need no GPU; at most one less than allowed
 * @returns jobs for each wave, of which there may be one more.
 */
export function gpuJobs(waves: readonly Wave[], tests: readonly Unit[], limits: GpuLimits): Wave[] {
  const lengths = waves.map(longest);
  const waveOf = new Map(
    waves.flatMap((wave, index) => wave.flatMap(({ units }) => units.map((id) => [id, index] as const))),
  );
  const planned: Wave[] = [];
  const sorted = [...tests].sort((a, b) => b.seconds - a.seconds || (a.id < b.id ? -1 : 1));
  for (const test of sorted) {
    const first = Math.max(0, ...test.after.map((id) => (waveOf.get(id) ?? -1) + 1));
    const last = Math.max(first, Math.min(limits.waves, waves.length + 1) - 1);
    const places = Array.from({ length: last - first + 1 }, (_, index) => first + index).map((wave) => {
      const job = idlest(planned[wave] ?? [], limits.gpuJobs);
      return { job, wave, longer: Math.max(0, job.seconds + test.seconds - (lengths[wave] ?? 0)) };
    });
    const best = places.reduce((a, b) => (b.longer < a.longer ? b : a));
    best.job.units.push(test.id);
    best.job.seconds += test.seconds;
    lengths[best.wave] = Math.max(lengths[best.wave] ?? 0, best.job.seconds);
    const there = (planned[best.wave] ??= []);
    if (!there.includes(best.job)) there.push(best.job);
  }
  return Array.from(planned, (wave = []) => wave);
}

function idlest(wave: Wave, most: number): Job {
  if (wave.length < most) return { units: [], seconds: 0 };
  return wave.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

function longest(wave: Wave): number {
  return Math.max(0, ...wave.map(({ seconds }) => seconds));
}

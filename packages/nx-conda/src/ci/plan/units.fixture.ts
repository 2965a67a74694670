import type { Unit, Wave } from './unit';
import { randomNumbers } from './random';

/** Packages like those of real workspaces: few CUDA builds of hours, many of minutes and seconds. */
export function packages(count: number, seed: number): Unit[] {
  const random = randomNumbers(seed * 7919 + 1);
  return Array.from({ length: count }, (_, index) => {
    const kind = random();
    const minutes =
      kind < 0.05 ? 20 + 100 * random() : kind < 0.35 ? 2 + 13 * random() : 0.3 + 1.7 * random();
    const after = Array.from({ length: Math.floor(random() * 4) }, () => {
      // Some basic packages are needed by many.
      const last = random() < 0.4 ? Math.min(index, Math.max(3, count / 15)) : index;
      return `p${Math.floor(random() * last)}`;
    });
    return { id: `p${index}`, seconds: 60 * minutes, after: index === 0 ? [] : [...new Set(after)] };
  });
}

/** Duration of the same work without waves: each machine takes the next unit as soon as it is free. */
export function withoutWaves(units: readonly Unit[], machines: number): number {
  const tails = new Map<string, number>();
  for (const { id, seconds } of [...units].reverse()) {
    const behind = units.filter(({ after }) => after.includes(id)).map((unit) => tails.get(unit.id) ?? 0);
    tails.set(id, seconds + Math.max(0, ...behind));
  }
  const open = [...units].sort((a, b) => (tails.get(b.id) ?? 0) - (tails.get(a.id) ?? 0));
  const done = new Map<string, number>();
  const free = Array.from({ length: machines }, () => 0);
  let now = 0;
  while (open.length > 0) {
    free.sort((a, b) => a - b);
    const isReady = ({ after }: Unit) => after.every((id) => (done.get(id) ?? Infinity) <= now);
    const at = (free[0] ?? 0) <= now ? open.findIndex(isReady) : -1;
    if (at < 0) now = Math.min(...[...done.values(), ...free].filter((time) => time > now));
    for (const { id, seconds } of at < 0 ? [] : open.splice(at, 1)) {
      free[0] = now + seconds;
      done.set(id, now + seconds);
    }
  }
  return Math.max(...done.values());
}

/** What is wrong with a plan, one line each. */
export function mistakes(units: readonly Unit[], waves: readonly Wave[]): string[] {
  const done = new Set<string>();
  const wrong: string[] = [];
  for (const wave of waves) {
    const jobs = wave.map((job) => {
      const here = new Set(done);
      for (const id of job.units) {
        const unit = units.find((one) => one.id === id);
        if (here.has(id)) wrong.push(`${id} is done twice`);
        for (const other of unit?.after ?? [])
          if (!here.has(other)) wrong.push(`${id} is done before ${other}`);
        here.add(id);
      }
      return here;
    });
    const ids = wave.flatMap((job) => job.units);
    if (new Set(ids).size < ids.length) wrong.push('two jobs do the same');
    for (const here of jobs) for (const id of here) done.add(id);
  }
  return [...wrong, ...units.filter(({ id }) => !done.has(id)).map(({ id }) => `${id} is not done`)];
}

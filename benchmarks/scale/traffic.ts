import { type Package, bytesOf } from './packages';
import type { Run } from './run';
import { reached } from './shape';

export interface Traffic {
  uploaded: number;
  downloaded: number;
  /** By the machine that downloads most. */
  largest: number;
}

/**
 * With a remote cache: each machine uploads what it builds, and downloads once what its builds need, directly or not,
 * and it does not build. Nx restores all of it.
 * @param known all packages, those in the cache included
 */
export function throughCache(run: Run, known: readonly Package[]): Traffic {
  const byId = new Map(known.map((one) => [one.id, one]));
  const needs = new Map(known.map(({ id, after }) => [id, after]));
  const sessions = run.sessions.map(({ builds }) => {
    const built = new Set(builds.map(({ id }) => id));
    const others = [...reached([...built], needs)].filter((id) => !built.has(id));
    return bytesOf(others.flatMap((id) => byId.get(id) ?? []));
  });
  const built = run.sessions.flatMap(({ builds }) => builds.flatMap(({ id }) => byId.get(id) ?? []));
  return totals(bytesOf(built), sessions);
}

/** Without a server: each job downloads the artifacts of all earlier waves, as the generated workflows do. */
export function throughArtifacts(run: Run, packages: readonly Package[]): Traffic {
  const bytes = new Map(packages.map((one) => [one.id, one.bytes]));
  const made = Array.from({ length: run.waves }, () => 0);
  for (const { wave, builds } of run.sessions)
    for (const { id } of builds) made[wave] = (made[wave] ?? 0) + (bytes.get(id) ?? 0);
  const before = made.map((_, wave) => made.slice(0, wave).reduce((sum, one) => sum + one, 0));
  return totals(
    bytesOf(packages),
    run.sessions.map(({ wave }) => before[wave] ?? 0),
  );
}

function totals(uploaded: number, sessions: number[]): Traffic {
  const downloaded = sessions.reduce((sum, one) => sum + one, 0);
  return { uploaded, downloaded, largest: Math.max(0, ...sessions) };
}

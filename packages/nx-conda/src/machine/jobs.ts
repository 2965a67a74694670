import { availableParallelism, totalmem } from 'node:os';
import type { Environment } from './cache-folder';

/** A machine, as far as compile jobs are concerned. */
export interface Capacity {
  cores: number;
  /** GiB that all processes together may use. */
  memory: number;
}

/** What this process may use: a container's limits count. */
export function ownCapacity(): Capacity {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return { cores: availableParallelism(), memory: bytes / 2 ** 30 };
}

/**
 * How many jobs one of several builds should run at once: its share of the cores, fewer where their memory would not
 * suffice, at least one.
 * @param builds how many builds share the machine, this one included.
 * @param memoryPerJob GiB.
 */
export function jobsFor({ cores, memory }: Capacity, builds: number, memoryPerJob: number): number {
  return Math.max(1, Math.floor(Math.min(cores / builds, memory / builds / memoryPerJob)));
}

/** Where build tools look. Of these, rattler-build (0.74) passes on `CPU_COUNT`; a recipe can ask for the others. */
const variables = ['CPU_COUNT', 'MAX_JOBS', 'CMAKE_BUILD_PARALLEL_LEVEL'];

/** The variables that say so to build tools; those that the user has set stay as they are. */
export function jobVariables(jobs: number, env: Environment): Record<string, string> {
  return Object.fromEntries(variables.filter((name) => !env[name]).map((name) => [name, String(jobs)]));
}

import { availableParallelism, totalmem } from 'node:os';
import type { Environment } from './cache-folder';

/** The resources of a machine for compile jobs. */
export interface Capacity {
  cores: number;
  /** GiB that all processes together may use. */
  memory: number;
}

/** The resources that this process may use: a container's limits apply. */
export function ownCapacity(): Capacity {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return { cores: availableParallelism(), memory: bytes / 2 ** 30 };
}

/**
 * The number of jobs that one of several builds should run at once: its share of the cores, fewer if memory is too
 * small, at least one.
 * @param builds number of builds that share the machine, including this one.
 * @param memoryPerJob GiB.
 */
export function jobsFor({ cores, memory }: Capacity, builds: number, memoryPerJob: number): number {
  return Math.max(1, Math.floor(Math.min(cores / builds, memory / builds / memoryPerJob)));
}

/** Variables that build tools read. rattler-build (0.74) passes on `CPU_COUNT`; a recipe can request the others. */
const variables = ['CPU_COUNT', 'MAX_JOBS', 'CMAKE_BUILD_PARALLEL_LEVEL'];

/** The variables that pass this number to build tools; variables that the user has set remain unchanged. */
export function jobVariables(jobs: number, env: Environment): Record<string, string> {
  return Object.fromEntries(variables.filter((name) => !env[name]).map((name) => [name, String(jobs)]));
}

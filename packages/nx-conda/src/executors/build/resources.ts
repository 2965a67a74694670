import { join } from 'node:path';
import { cacheFolder, type Environment, runningBuilds } from '../../machine/cache-folder';
import { jobsFor, jobVariables, ownCapacity } from '../../machine/jobs';
import { withLock } from '../../machine/lock';
import { countListed, whileListed } from '../../machine/running-builds';

/** GiB. A CUDA compiler holds the code for several architectures at once. */
const MEMORY_PER_CUDA_JOB = 2.5;
const MEMORY_PER_JOB = 1;

/**
 * Runs a build that other builds on this machine can see. Only one heavy build runs at a time; waiting heavy builds do
 * not block light ones.
 * @param onWait called once, with the process of the running heavy build.
 */
export async function withResources<T>(
  isHeavy: boolean,
  action: () => Promise<T>,
  onWait: (pid: number) => void,
): Promise<T> {
  const listed = () => whileListed(runningBuilds(process.env), action);
  return isHeavy ? withLock(join(cacheFolder(process.env), 'heavy.lock'), listed, { onWait }) : listed();
}

/**
 * The variables that tell build tools how many jobs to run.
 * @param memoryPerJob GiB; undefined: the usual amount.
 */
export async function jobEnvironment(
  isCuda: boolean,
  memoryPerJob: number | undefined,
  env: Environment = process.env,
): Promise<Record<string, string>> {
  const builds = Math.max(1, await countListed(runningBuilds(process.env)));
  const perJob = memoryPerJob ?? (isCuda ? MEMORY_PER_CUDA_JOB : MEMORY_PER_JOB);
  return jobVariables(jobsFor(ownCapacity(), builds, perJob), env);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostTasksExecution, PreTasksExecution, TaskResult } from '@nx/devkit';
import { nxCacheFolder } from '../nx';
import { type PluginOptions, readSettings, type TargetSettings } from '../options';
import { formatSteps } from '../explained-error';
import { checkCache, type DamagedEntry } from './check-cache';

/** Before Nx restores anything. */
export const preTasksExecution: PreTasksExecution<PluginOptions> = async (options, context) => {
  const { argv, workspaceRoot } = context;
  // Not NX_SKIP_NX_CACHE: in the daemon, it is what a command before this one left.
  if (argv.some((arg) => ['--skip-nx-cache', '--skipNxCache'].includes(arg))) return;
  const { outputRoot } = readSettings(options);
  const damaged = await found(() => checkCache(nxCacheFolder(workspaceRoot), outputRoot));
  for (const entry of damaged) console.warn(`nx-conda: ${describe(entry)}`);
  // Better to build everything than to use one of them.
  if (damaged.some(({ stays }) => stays !== undefined)) process.env['NX_SKIP_NX_CACHE'] = 'true';
};

/**
 * What has just been stored is read now, where it is a small part of the time, and not before the next run.
 * @throws Error where Nx says that it restored a build, and there is none: its entry was empty.
 */
export const postTasksExecution: PostTasksExecution<PluginOptions> = async (options, context) => {
  const { workspaceRoot, taskResults } = context;
  const { outputRoot, targets } = readSettings(options);
  const builds = Object.values(taskResults).filter(
    ({ task, code }) => isOurs(task.target.target, targets.build) && code === 0,
  );
  const absent = builds.filter((result) =>
    isAbsent(join(workspaceRoot, outputOf(result, outputRoot)), result),
  );
  // What was restored, and is there, had been read before the run.
  const folders = builds
    .filter((result) => !RESTORED.includes(result.status) || absent.includes(result))
    .map((result) => [result.task.hash ?? '', outputOf(result, outputRoot)] as const);
  const ran = Object.fromEntries(folders.filter(([hash, folder]) => hash !== '' && folder !== ''));
  if (Object.keys(ran).length === 0) return;
  const damaged = await found(() => checkCache(nxCacheFolder(workspaceRoot), outputRoot, ran));
  for (const entry of damaged) console.warn(`nx-conda: ${describe(entry)}`);
  if (absent.length > 0) throw nothingRestored(absent.map(({ task }) => task.id));
};

/** The target may have another executor, which leaves other outputs. */
function isOurs(target: string, build: TargetSettings | false): boolean {
  return build !== false && build.name === target && build.overrides['executor'] === undefined;
}

/** A check that cannot be made must not end the run: nobody's build depends on a folder that cannot be read. */
async function found(check: () => Promise<DamagedEntry[]>): Promise<DamagedEntry[]> {
  try {
    return await check();
  } catch (error) {
    console.warn(`nx-conda: Nx's cache could not be checked: ${(error as Error).message}`);
    return [];
  }
}

function describe({ hash, folder, damage, stays }: DamagedEntry): string {
  const what = `Nx's cache has a build of ${folder} that must not be used (${hash}): ${damage}.`;
  return stays === undefined
    ? `${what} It has been taken out, and is built again when it is needed.`
    : `${what} It cannot be taken out: ${stays}. Nx's cache is not used in this run.`;
}

/** Relative to the workspace; empty where the task is no build of ours. */
function outputOf({ task }: TaskResult, outputRoot: string): string {
  return task.outputs.find((output) => output.startsWith(`${outputRoot}/`)) ?? '';
}

const RESTORED = ['local-cache', 'local-cache-kept-existing', 'remote-cache'];

/** As text: the reports of hundreds of builds are long. */
function isAbsent(output: string, { task, status }: TaskResult): boolean {
  if (!RESTORED.includes(status) || task.hash === undefined) return false;
  try {
    return !readFileSync(join(output, 'build.json'), 'utf8').includes(`"hash": "${task.hash}"`);
  } catch {
    return true;
  }
}

/** Nx prints the message of what a hook throws, and nothing else of it. */
function nothingRestored(tasks: string[]): Error {
  const what = `nx-conda: Nx restored no packages for ${tasks.join(', ')}: the entry in its cache was empty, or not theirs.`;
  return new Error(
    formatSteps(what, [
      'Run the same command again: the entry has been taken out.',
      `Where that does not help, build without the cache: nx run ${tasks[0] ?? ''} --skip-nx-cache`,
    ]),
  );
}

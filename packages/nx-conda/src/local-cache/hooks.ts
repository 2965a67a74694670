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
  // Not NX_SKIP_NX_CACHE: in the daemon, a previous command may have set it.
  if (argv.some((arg) => ['--skip-nx-cache', '--skipNxCache'].includes(arg))) return;
  const { outputRoot } = readSettings(options);
  const damaged = await found(() => checkCache(nxCacheFolder(workspaceRoot), outputRoot));
  for (const entry of damaged) console.warn(`nx-conda: ${describe(entry)}`);
  // Rebuilding everything is better than using one of them.
  if (damaged.some(({ stays }) => stays !== undefined)) process.env['NX_SKIP_NX_CACHE'] = 'true';
};

/**
 * Reads new entries now, when that is a small part of the time, not before the next run.
 * @throws Error if Nx reported a restored build, but none exists: its entry was empty.
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
  // A restored build that exists was read before the run.
  const folders = builds
    .filter((result) => !RESTORED.includes(result.status) || absent.includes(result))
    .map((result) => [result.task.hash ?? '', outputOf(result, outputRoot)] as const);
  const ran = Object.fromEntries(folders.filter(([hash, folder]) => hash !== '' && folder !== ''));
  if (Object.keys(ran).length === 0) return;
  const damaged = await found(() => checkCache(nxCacheFolder(workspaceRoot), outputRoot, ran));
  for (const entry of damaged) console.warn(`nx-conda: ${describe(entry)}`);
  if (absent.length > 0) throw nothingRestored(absent.map(({ task }) => task.id));
};

/** The target may have another executor with other outputs. */
function isOurs(target: string, build: TargetSettings | false): boolean {
  return build !== false && build.name === target && build.overrides['executor'] === undefined;
}

/** A failed check must not end the run: no build depends on an unreadable folder. */
async function found(check: () => Promise<DamagedEntry[]>): Promise<DamagedEntry[]> {
  try {
    return await check();
  } catch (error) {
    console.warn(
      `nx-conda: Nx's cache could not be checked (${(error as Error).message}), so Nx may restore a damaged build. To build without the cache, add --skip-nx-cache`,
    );
    return [];
  }
}

function describe({ hash, folder, damage, stays }: DamagedEntry): string {
  const what = `Entry ${hash} of Nx's cache contains a build of ${folder} that must not be used: ${damage}.`;
  return stays === undefined
    ? `${what} The entry was removed; Nx builds the packages again when they are needed.`
    : `${what} The entry could not be removed: ${stays}. Remove the entry by hand, or all entries with nx reset; until then, runs do not use Nx's cache.`;
}

/** Relative to the workspace; empty if the task is not a build of this plugin. */
function outputOf({ task }: TaskResult, outputRoot: string): string {
  return task.outputs.find((output) => output.startsWith(`${outputRoot}/`)) ?? '';
}

const RESTORED = ['local-cache', 'local-cache-kept-existing', 'remote-cache'];

/** As text: parsing the reports of hundreds of builds takes long. */
function isAbsent(output: string, { task, status }: TaskResult): boolean {
  if (!RESTORED.includes(status) || task.hash === undefined) return false;
  try {
    return !readFileSync(join(output, 'build.json'), 'utf8').includes(`"hash": "${task.hash}"`);
  } catch {
    return true;
  }
}

/** Nx prints only the message of an error from a hook. */
function nothingRestored(tasks: string[]): Error {
  const what = `nx-conda: Nx restored no packages for ${tasks.join(', ')}: the cache entry was empty or belonged to another task.`;
  return new Error(
    formatSteps(what, [
      'Run the same command again: nx-conda has removed the cache entry.',
      `If that does not help, run nx run ${tasks[0] ?? ''} --skip-nx-cache`,
    ]),
  );
}

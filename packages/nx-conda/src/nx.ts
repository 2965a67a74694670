/**
 * The few Nx internals that the plugin needs, in one place: any Nx release may move them. Each is imported from its own
 * module because every Nx command loads the plugin: the index of @nx/devkit takes ten times as long.
 */
import type { ProjectGraph } from '@nx/devkit';
import { sharedDataDirectory } from 'nx/src/utils/cache-directory';
import { isCI } from 'nx/src/utils/is-ci';

export { hashArray, hashFile } from 'nx/src/hasher/file-hasher';
export { getGlobPatternsFromPackageManagerWorkspaces } from 'nx/src/plugins/package-json/create-nodes';
export { cacheDir, workspaceDataDirectory } from 'nx/src/utils/cache-directory';
export { PluginCache } from 'nx/src/utils/plugin-cache-utils';
export { isCI };
export { logger } from 'nx/src/utils/logger';
export { nxVersion } from 'nx/src/utils/versions';
export { workspaceRoot } from 'nx/src/utils/workspace-root';
export { getAllFileDataInContext, globWithWorkspaceContext } from 'nx/src/utils/workspace-context';

/** The folder of Nx's local cache: absolute; several workspaces may share it. */
export function nxCacheFolder(workspaceRoot: string): string {
  return sharedDataDirectory(workspaceRoot, 'cache');
}

/** Makes an entry in the folder of Nx's local cache a hit for this workspace. @throws if that fails. */
export async function recordInNxCache(workspaceRoot: string, hash: string): Promise<void> {
  // Slow to load, and rarely needed.
  const [{ NxCache }, { getDbConnection }] = await Promise.all([
    import('nx/src/native'),
    import('nx/src/utils/db-connection'),
  ]);
  const cache = new NxCache(workspaceRoot, nxCacheFolder(workspaceRoot), getDbConnection());
  const outputsPath = `${cache.cacheDirectory}/${hash}`;
  // Without outputs it copies nothing. Nx itself writes the terminal output after the task.
  cache.applyRemoteCacheResults(hash, { code: 0, terminalOutput: '', outputsPath }, []);
}

/** The project graph of the present command. @throws if Nx has not stored one. */
export async function storedProjectGraph(): Promise<ProjectGraph> {
  const { readCachedProjectGraph } = await import('nx/src/project-graph/project-graph');
  return readCachedProjectGraph();
}

/** Whether the daemon started this process: what it prints goes to the daemon's log. */
export function isInDaemon(): boolean {
  return process.env['NX_DAEMON_PROCESS'] === 'true';
}

/** Whether this process only runs a plugin. */
export function isInPluginWorker(): boolean {
  return Boolean((globalThis as { NX_PLUGIN_WORKER?: boolean }).NX_PLUGIN_WORKER);
}

/**
 * Prints a text and a line break from a hook, before Nx takes its result. Nx may lose the end of what a hook writes to
 * its standard output.
 */
export async function printInCommand(text: string): Promise<void> {
  const { emitPluginWorkerLog } = await import('nx/src/project-graph/plugins/isolation/worker-streaming');
  if (isInDaemon()) console.log(text);
  else emitPluginWorkerLog('log', text);
}

/** Whether a person can answer a question of this command. */
export function isAskable(): boolean {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  return isTerminal && !isCI() && process.env['NX_INTERACTIVE'] !== 'false';
}

/** Asks which of some labels is right. @returns its index */
export async function askInTerminal(question: string, labels: string[]): Promise<number> {
  const { selectPrompt } = await import('nx/src/utils/prompt-helpers');
  const choices = labels.map((label, index) => ({ value: String(index), label }));
  return Number(await selectPrompt({ message: question, choices }));
}

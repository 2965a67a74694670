import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { embeddedFolder } from '../engine/embedded';
import {
  buildFolders,
  cacheFolder,
  type Environment,
  rattlerPackageFolder,
  runningBuilds,
} from '../machine/cache-folder';
import { folderEntries } from '../machine/folder-entries';
import { holderOf } from '../machine/lock';
import { isAlive } from '../machine/process-identity';
import { countListed } from '../machine/running-builds';

/** A folder that can be deleted: the next build that needs it makes it again. */
export interface Cache {
  kind: 'build' | 'engine' | 'download' | 'package';
  /** Absolute. */
  path: string;
  /** What it belongs to, if the path does not tell. */
  of?: string;
  /** Held by processes that use it. */
  lock?: string;
  /** Why it is kept, whatever its age. */
  needed?: string;
}

/** All caches of this user on this machine, those that share files with others first. */
export async function findCaches(env: Environment): Promise<Cache[]> {
  return [
    ...packagesOfRattler(env),
    ...(await foldersOfBuilds(env)),
    ...(await embeddedEngines(env)),
    ...remoteDownloads(env),
  ];
}

/** Only in a folder with the lock that rattler makes: RATTLER_CACHE_DIR may be wrong. */
function packagesOfRattler(env: Environment): Cache[] {
  const folder = rattlerPackageFolder(env);
  if (!existsSync(join(folder, '.cache.lock'))) return [];
  return foldersIn(folder, /./)
    .filter((path) => path.endsWith('.stale') || existsSync(join(path, 'info', 'index.json')))
    .map((path) => ({ kind: 'package', path }));
}

async function foldersOfBuilds(env: Environment): Promise<Cache[]> {
  const paths = foldersIn(buildFolders(env), /^[0-9a-f]{16}$/);
  return Promise.all(
    paths.map(async (path) => {
      const lock = `${path}.lock`;
      const holder = await holderOf(lock);
      const needed = holder === undefined ? {} : { needed: `process ${holder} builds in it` };
      return { kind: 'build' as const, path, of: recipeBuiltIn(path), lock, ...needed };
    }),
  );
}

/** rattler-build names the folder of a build after the recipe. */
function recipeBuiltIn(path: string): string | undefined {
  const prefix = 'rattler-build_';
  const names = (folderEntries(join(path, 'channel', 'bld')) ?? []).map(({ name }) => name);
  return names.find((name) => name.startsWith(prefix))?.slice(prefix.length);
}

/** Also of installations that ended early. Other versions of nx-conda install theirs again. */
async function embeddedEngines(env: Environment): Promise<Cache[]> {
  const current = embeddedFolder(env);
  const running = await countListed(runningBuilds(env));
  return foldersIn(dirname(current), /^py-rattler-build-[\w.]+$/).map((path) => {
    const isCurrent = basename(path) === basename(current);
    const needed = isCurrent ? 'this nx-conda uses it' : running > 0 ? 'a build may use it' : undefined;
    return {
      kind: 'engine',
      path,
      lock: `${path.replace(/\.incomplete$/, '')}.lock`,
      ...(needed && { needed }),
    };
  });
}

/** Each is deleted by its process, unless that was killed. */
function remoteDownloads(env: Environment): Cache[] {
  return foldersIn(join(cacheFolder(env), 'remote-cache'), /^\d+-\w{6}$/).map((path) => {
    const pid = Number.parseInt(basename(path), 10);
    const isUsed = isAlive({ pid, machine: '' });
    return { kind: 'download', path, ...(isUsed && { needed: `process ${pid} may use it` }) };
  });
}

/** Real folders in a real folder: a link may lead out of the cache. */
function foldersIn(folder: string, name: RegExp): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return [];
  return (folderEntries(folder) ?? [])
    .filter((entry) => entry.isDirectory() && name.test(entry.name))
    .map((entry) => join(folder, entry.name));
}

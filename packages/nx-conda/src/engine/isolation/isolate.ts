import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { Environment } from '../../machine/cache-folder';
import type { Engine } from '../engine';
import { findBubblewrap } from './bubblewrap';
import { bubblewrapArguments, type Mount } from './bubblewrap-arguments';
import { kindAt, linkText, userOf, readFolder } from './disk';
import { repositoriesAround } from './git-places';
import { hiddenPlaces, type BuildSurroundings } from './hidden-places';
import { makeStage } from './make-stage';
import { neededPlaces } from './needed-places';
import { deepestAround, foldersAround, outermost, realPath, withRealFolder } from './places';
import { showFiles } from './show-files';
import { Visibility } from './visibility';
import { findNodes, visibleTree } from './visible-tree';

export interface IsolationRequest {
  engine: Engine;
  /** Absolute. */
  workspaceRoot: string;
  /** The hashed files, which the run may read: absolute, or relative to the workspace root. */
  files: string[];
  /** Other absolute files and folders that the run reads: channels, repositories of sources. */
  readonly: string[];
  /** Absolute folders that it writes to. */
  writable: string[];
  /** An absolute folder for files made for this run; need not exist, is not removed. */
  scratch: string;
  /** The recipe asks git about the workspace. */
  usesGit: boolean;
  env: Environment;
}

/** A rattler-build that sees only hashed files. */
export interface Isolation {
  engine: Engine;
  visibility: Visibility;
}

/**
 * Runs an engine in bubblewrap.
 * @throws ExplainedError if that is not possible here.
 */
export async function isolate(request: IsolationRequest): Promise<Isolation> {
  const { engine, scratch, env, writable } = request;
  const bubblewrap = await findBubblewrap(env);
  const around = surroundings(request.workspaceRoot, env);
  const files = request.files.map((path) => withRealFolder(resolve(around.workspaceRoot, path)));
  const places = hiddenPlaces(around, files);
  const hidden = [...places.empty, ...places.temporary];
  for (const folder of writable) await mkdir(folder, { recursive: true });
  const needed = await neededPlaces(request, around, hidden);
  const tree = visibleTree(
    files.filter((file) => deepestAround(file, hidden) !== undefined),
    readFolder,
    new Set(hidden.flatMap(foldersAround)),
  );
  const shown = showFiles(findNodes(tree, outermost(places.empty)), join(scratch, 'files'), linkText);
  for (const stage of shown.stages) await makeStage(stage);
  const fresh = await freshFolders(places.temporary, join(scratch, 'temporary'));
  const shownOrNeeded = [...looseFiles(files, places.temporary), ...shown.mounts, ...needed];
  const isFresh = (mount: Mount) =>
    mount.kind === 'link' && freshFolderOf(mount, fresh, hidden) !== undefined;
  for (const mount of shownOrNeeded.filter(isFresh)) makeLink(mount, freshFolderOf(mount, fresh, hidden));
  const mounts: Mount[] = [
    ...places.empty.map((at) => ({ kind: 'empty' as const, at })),
    ...fresh,
    ...shownOrNeeded.filter((mount) => !isFresh(mount)),
  ];
  const sandbox = { mounts, closed: shown.closed, heedsPermissions: ownsAll(writable) };
  return {
    engine: {
      ...engine,
      // Each mount counts as a separate file system, where git would not search for its repository further up.
      env: { ...engine.env, GIT_DISCOVERY_ACROSS_FILESYSTEM: '1' },
      command: bubblewrap,
      args: [...bubblewrapArguments(sandbox), engine.command, ...engine.args],
    },
    visibility: new Visibility(hidden, tree, needed.map(placeOf)),
  };
}

function placeOf({ at }: Mount): string {
  return at;
}

function surroundings(workspaceRoot: string, env: Environment): BuildSurroundings {
  const root = realPath(workspaceRoot);
  const temporary = [tmpdir(), '/tmp', '/var/tmp'].filter((folder) => existsSync(folder));
  return {
    workspaceRoot: root,
    repositories: repositoriesAround(root),
    temporary: temporary.map(realPath),
    home: realPath(env['HOME'] || homedir()),
  };
}

/** Hashed files directly in a folder for temporary files. */
function looseFiles(files: string[], temporary: string[]): Mount[] {
  return files
    .filter((file) => temporary.includes(dirname(file)))
    .map((at) =>
      kindAt(at) === 'link' ? { kind: 'link', at, text: linkText(at) } : { kind: 'readonly', from: at, at },
    );
}

function freshFolderOf({ at }: Mount, fresh: FreshFolder[], hidden: string[]): FreshFolder | undefined {
  const place = deepestAround(at, hidden);
  return fresh.find((folder) => folder.at === place);
}

/** Makes a link once in a new folder, which serves several runs: bubblewrap would make it in each run. */
function makeLink(mount: Mount, folder: FreshFolder | undefined): void {
  if (mount.kind !== 'link' || !folder) return;
  const place = join(folder.from, relative(folder.at, mount.at));
  mkdirSync(dirname(place), { recursive: true });
  if (kindAt(place) === undefined) symlinkSync(mount.text, place);
}

type FreshFolder = Extract<Mount, { from: string }>;

/** Folders of this run only, shown in place of others. */
async function freshFolders(places: string[], scratch: string): Promise<FreshFolder[]> {
  const folders = places.map((at, index) => ({
    kind: 'writable' as const,
    at,
    from: join(scratch, String(index)),
  }));
  for (const { from } of folders) await mkdir(from, { recursive: true });
  return folders;
}

/**
 * Root may read everything, so it could list closed folders. Without that right it also cannot write to other users'
 * files. Other users do not have this right.
 */
function ownsAll(folders: string[]): boolean {
  return process.getuid?.() === 0 && folders.every((folder) => userOf(folder) === 0);
}

import { dirname, isAbsolute } from 'node:path';
import type { Environment } from '../../machine/cache-folder';
import type { Engine } from '../engine';
import type { Mount } from './bubblewrap-arguments';
import { kindAt, linkText } from './disk';
import { gitFolders, hasSources, redirectedRepositories } from './git-places';
import type { BuildSurroundings } from './hidden-places';
import { engineFiles, programFolders } from './program-places';
import { settingsFiles } from './user-settings';
import { deepestAround, foldersAround, realPath, withRealFolder } from './places';
import { isInside } from '../../machine/paths';

/** The paths that a run needs in addition to hashed files; all absolute. */
export interface NeededPlaces {
  engine: Engine;
  readonly: string[];
  writable: string[];
  usesGit: boolean;
  env: Environment;
}

/**
 * The mounts that show hidden paths that a run needs: the machine's programs and settings, caches, channels,
 * repositories.
 * @param hidden the folders with hidden content.
 */
export async function neededPlaces(
  needs: NeededPlaces,
  around: BuildSurroundings,
  hidden: string[],
): Promise<Mount[]> {
  const isBack = (path: string) => deepestAround(path, hidden) !== undefined && !hidden.includes(path);
  const { engine, env, usesGit } = needs;
  const repositories = await redirectedRepositories(around.workspaceRoot);
  const readonly = [
    ...needs.readonly,
    ...repositories,
    ...(usesGit ? around.repositories.slice(0, 1).flatMap(gitFolders) : []),
    ...engineFiles(engine),
    ...settingsFiles(env, around.home),
  ];
  const programs = programFolders(env).map(realPath).filter(isBack);
  const shown = [...readonly.map(withRealFolder).filter(isBack), ...(await withoutSources(programs, around))];
  const named = [engine.command, ...engine.args.filter(isAbsolute), ...needs.readonly, ...needs.writable];
  const links = [...new Set(named.flatMap(linksOnTheWay))].filter(isBack);
  return [
    ...links.map((at): Mount => ({ kind: 'link', at, text: linkText(at) })),
    ...[...new Set(shown)].filter((path) => kindAt(path) !== undefined).map(mount('readonly')),
    ...needs.writable.map(realPath).filter(isBack).map(mount('writable')),
  ];
}

/** The symbolic links among the folders of a path, as a program that gets the unresolved path finds them. */
function linksOnTheWay(path: string): string[] {
  return foldersAround(dirname(path))
    .map(withRealFolder)
    .filter((folder) => kindAt(folder) === 'link');
}

function mount(kind: 'readonly' | 'writable'): (path: string) => Mount {
  return (path) => ({ kind, from: path, at: path });
}

/** A folder on PATH is part of the machine, unless it contains files of the workspace or the workspace itself. */
async function withoutSources(folders: string[], around: BuildSurroundings): Promise<string[]> {
  const checked = folders.map(async (folder) => {
    const isAround = isInside(folder, around.workspaceRoot);
    return isAround || (await belongsToWorkspace(folder, around)) ? [] : [folder];
  });
  return (await Promise.all(checked)).flat();
}

async function belongsToWorkspace(folder: string, around: BuildSurroundings): Promise<boolean> {
  if (around.repositories.some((repository) => isInside(repository, folder))) return hasSources(folder);
  // Without git, decide by name.
  return isInside(around.workspaceRoot, folder) && !/\/(node_modules|\.pixi|\.?venv)(\/|$)/.test(folder);
}

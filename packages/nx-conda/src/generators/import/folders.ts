import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { normalizePath } from '../../valid-options';
import { ExplainedError } from '../../explained-error';
import { projectNames } from '../../graph/project-names';
import { isInside, pathFrom } from '../../machine/paths';

/**
 * The folder to import from.
 * @throws ExplainedError if it does not exist, is part of the workspace, or contains it
 */
export function sourceFolder(path: string, workspaceRoot: string): string {
  const folder = resolve(workspaceRoot, path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new ExplainedError(`There is no folder ${folder}.`, [
      'Pass a folder on this machine, absolute or relative to the workspace root. Clone a remote repository first.',
    ]);
  }
  const [from, root] = [realpathSync(folder), realpathSync(workspaceRoot)];
  if (isInside(root, from) || isInside(from, root)) {
    throw new ExplainedError(`${folder} is part of this workspace, or contains it.`, [
      'Pass a folder that is outside the workspace and does not contain the workspace.',
      'Recipes in the workspace need no import: nx-conda makes each recipe.yaml a project. To list the projects, run nx show projects',
    ]);
  }
  return from;
}

/**
 * The folder for the recipes, relative to the workspace root.
 * @throws ExplainedError if it is outside of the workspace, by its name or through a link
 */
export function importFolder(directory: string, workspaceRoot: string): string {
  const normalized = normalizePath(directory).replace(/\/$/, '');
  const full = resolve(workspaceRoot, normalized);
  const real = realpathSync(nearestExisting(full));
  // Nx takes an absolute path for one relative to the workspace root.
  if (isInside(resolve(workspaceRoot), full) && isInside(realpathSync(workspaceRoot), real))
    return pathFrom(resolve(workspaceRoot), full) || '.';
  throw new ExplainedError(
    `The folder ${directory} is outside of the workspace, by its path or through a symbolic link.`,
    [
      'Pass a folder in the workspace with --directory=<folder>. No part of its path may be a symbolic link that leads out of the workspace.',
    ],
  );
}

/** The target folder of each recipe, named like its project. @param folders absolute, below `from` or `from` itself */
export function targetsFor(folders: readonly string[], from: string, directory: string): Map<string, string> {
  // Includes the two parent folders: a feedstock's `recipe` is named after its parent.
  const base = dirname(dirname(from));
  const roots = folders.map((folder) => ({ root: pathFrom(base, folder) || '.' }));
  const names = projectNames(roots, new Set(), base);
  return new Map([...names].map(([root, name]) => [join(base, root), normalizePath(`${directory}/${name}`)]));
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

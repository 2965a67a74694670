import type { ExecutorContext } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rattlerCacheFolder } from '../machine/cache-folder';
import type { Engine } from '../engine/engine';
import { repositoryFolders } from '../engine/isolation/git-places';
import { IsolatedRun } from '../engine/isolation/isolated-run';
import { asksGit } from '../graph/current-inputs';
import { readsOfProject } from '../graph/reads/reads';
import { WorkspaceFiles } from '../graph/workspace-files';
import { parseRecipe } from '../recipe/parts/parse';
import { scriptTexts } from '../recipe/reads/script-texts';
import { sourceRepositories } from '../recipe/reads/source-repositories';
import { buildOf, outputRootOf } from './build-target';
import type { CondaTask } from './task';

/** Everything that an isolated task needs in addition to the hashed inputs. */
export interface TaskNeeds {
  engine: Engine;
  /** As passed to rattler-build. */
  channels: string[];
  /** Absolute paths. */
  variantFiles: string[];
  /** The scripts of the recipe that it runs. */
  runs: 'build' | 'tests';
}

/** Prepares a run of rattler-build that works in a folder. */
export type PrepareIsolation = (folder: string) => Promise<IsolatedRun>;

/**
 * Isolates a task: it sees only the files that the hash of its project's build covers; the test has the same hash.
 * @throws ExplainedError or RecipeError if isolation is not possible; never continues without it.
 */
export function isolatedTask(task: CondaTask, context: ExecutorContext, needs: TaskNeeds): PrepareIsolation {
  return async (folder) => {
    const { workspaceRoot, recipe: file, recipePath, conda } = task;
    const { target } = buildOf(task.project, context);
    const workspaceFiles = await WorkspaceFiles.read(workspaceRoot);
    const recipe = parseRecipe(readFileSync(file, 'utf8'), recipePath);
    const repositories = sourceRepositories(recipe).flatMap((source) =>
      repositoryFolders(source, dirname(file)),
    );
    const root = posix.dirname(recipePath);
    const place = { workspaceRoot, root, plan: conda.reads, outputRoot: outputRootOf(target) };
    const reads = await readsOfProject(place, workspaceFiles);
    return IsolatedRun.prepare({
      engine: needs.engine,
      workspaceRoot,
      recipeFolder: dirname(file),
      files: [...reads.paths, ...needs.variantFiles],
      scripts: scriptTexts(recipe, needs.runs),
      workspaceFiles: workspaceFiles.at(['.']),
      readonly: [...needs.channels.flatMap(channelPath), ...repositories, ...reads.states],
      writable: [folder, rattlerCacheFolder(process.env)],
      scratch: join(folder, 'isolation'),
      usesGit: asksGit(target),
      env: process.env,
    });
  };
}

function channelPath(channel: string): string[] {
  return channel.startsWith('file:///') ? [fileURLToPath(channel)] : [];
}

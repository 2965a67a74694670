import { join } from 'node:path';
import { folderEntries } from '../machine/folder-entries';
import type { Settings } from '../options';
import type { Mentions } from '../recipe/reads/mentions';
import { type NamedReads, planOf, type ReadPlan } from './reads/plan';
import { mayReadUnseen, readsVariable } from './reads/reads';
import { Walk } from './reads/walk';
import { pathsForNx, pathsOf, patternsForNx } from './reads/workspace-paths';
import type { RecipeSource } from './recipe-source';
import type { Workspace } from './workspace';

/** The project's reads outside its folder. */
export interface ProjectReadPlan {
  plan: ReadPlan;
  /** For Nx, see `TaskReads`. */
  paths: string[];
  declared: string[];
  gitlinks: string[];
  /** Reads that no hash covers, with file and line. */
  unhashed: string[];
}

export function readPlanOf(
  { root, settings, variants, linked, linkedRoot }: RecipeSource,
  mentions: Mentions,
  { walked, gitlinks, root: workspaceRoot }: Pick<Workspace, 'walked' | 'gitlinks' | 'root'>,
): ProjectReadPlan {
  const { reads: declared = [] } = settings;
  const named: NamedReads = { ...mentions, root, declared: [] };
  const plan = planOf({ ...named, declared });
  if (linkedRoot !== undefined) plan.areas.push({ path: linkedRoot, takes: 'all' });
  const undeclared = pathsOf(planOf(named).areas);
  const targets = linkTargetsOf(pathsOf(plan.areas), walked);
  const paths = pathsForNx(root, [...undeclared, ...linked, ...targets]);
  // Empty if the folder was removed after Nx listed it.
  const names = (folderEntries(join(workspaceRoot, root)) ?? []).map(({ name }) => name);
  const isHashed = mayReadUnseen(plan, names);
  return {
    plan: { ...plan, ...(isHashed && { variable: readsVariable(root) }) },
    paths,
    declared: patternsForNx(root, declared),
    gitlinks: gitlinks.above([root, ...paths, ...variants.files.map(({ path }) => path)]),
    unhashed: unhashedReads(mentions, settings),
  };
}

/** Targets of links in other places: `nx affected` should see a change there. */
function linkTargetsOf(paths: string[], walked: Workspace['walked']): string[] {
  const walk = new Walk({ ...walked, hashContent: () => '' });
  paths.forEach((path) => walk.area({ path, takes: 'copy' }));
  walk.followLinks();
  return [...walk.linkTargets];
}

/**
 * Reads that no hash covers, with file and line. The option `reads` declares reads that the script's text does not
 * show; an isolated build cannot read anything else.
 */
function unhashedReads({ unhashed }: Mentions, { reads, isolated }: Settings): string[] {
  const isBounded = reads !== undefined || isolated === true;
  return unhashed
    .filter(({ isRemote }) => isRemote || !isBounded)
    .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

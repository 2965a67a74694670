import { basename } from 'node:path';
import type { CreateNodesContext } from '@nx/devkit';
import { expectedEngineVersion, findEngine } from '../engine/find';
import type { Settings } from '../options';
import type { RecipeFacts } from '../recipe/facts';
import { builtWith } from './built-with';
import { findCycles } from './cycles';
import { needsOf, type Needs } from './environments';
import { readFacts } from './facts';
import { otherProjects } from './other-projects';
import { indexPackages } from './packages';
import { machinePlatform } from './platform';
import { projectNames } from './project-names';
import { readRecipes } from './read-recipes';
import { withVariants, type RecipeWithVariants } from './recipe-with-variants';
import { VariantSets } from './shared-variants';

/** All recipes of the workspace, and what they have to do with each other. */
export interface Workspace {
  sources: RecipeWithVariants[];
  /** These maps are by project root. */
  facts: Map<string, RecipeFacts>;
  names: Map<string, string>;
  needs: Map<string, Needs>;
  /** For a member of a build cycle: all its members. */
  cycles: Map<string, string[]>;
  builtWith: string;
}

/** @param recipes paths of recipe.yaml files relative to the workspace root. */
export async function readWorkspace(
  recipes: string[],
  settings: Settings,
  context: CreateNodesContext,
): Promise<Workspace> {
  const { workspaceRoot } = context;
  const variantSets = new VariantSets(workspaceRoot);
  const sources = await Promise.all(
    (await readRecipes(recipes, workspaceRoot, settings)).map(async (source) =>
      withVariants(source, await variantSets.get(source.settings.variants)),
    ),
  );
  const engine = await findEngine({
    configured: settings.rattlerBuild,
    workspaceRoot,
    env: process.env,
  }).catch(() => undefined);
  const facts = await readFacts(sources, engine, context);
  const needs = needsOfAll(sources, facts);
  return {
    sources,
    facts,
    names: await namesOf(sources, workspaceRoot),
    needs,
    cycles: cyclesOf(needs),
    builtWith: builtWith(engine?.version ?? expectedEngineVersion()),
  };
}

async function namesOf(sources: RecipeWithVariants[], workspaceRoot: string): Promise<Map<string, string>> {
  const others = await otherProjects(workspaceRoot);
  const roots = new Set(sources.map(({ root }) => root));
  const taken = [...others]
    .filter(([root]) => !roots.has(root))
    .map(([root, name]) => name ?? basename(root).toLowerCase());
  const recipes = sources.map(({ root }) => ({ root, givenName: others.get(root) }));
  return projectNames(recipes, new Set(taken), workspaceRoot);
}

function needsOfAll(sources: RecipeWithVariants[], facts: Map<string, RecipeFacts>): Map<string, Needs> {
  const packages = indexPackages(facts);
  const build = machinePlatform();
  return new Map(
    sources.map(({ root, settings }) => {
      const own = facts.get(root) ?? { exact: false, outputs: [] };
      return [root, needsOf(root, own, packages, { build, target: settings.targetPlatform ?? build })];
    }),
  );
}

function cyclesOf(needs: Map<string, Needs>): Map<string, string[]> {
  const cycles = findCycles(new Map([...needs].map(([root, { build }]) => [root, build])));
  return new Map(cycles.flatMap((cycle) => cycle.map((root) => [root, cycle])));
}

import { basename } from 'node:path';
import type { CreateNodesContext } from '@nx/devkit';
import { EMBEDDED_VERSION } from '../engine/embedded';
import { findEngine } from '../engine/find';
import type { Settings } from '../options';
import { findBuildCycles, type BuildCycle } from './build-cycles';
import { builtWith } from './built-with';
import { needsOf, type Needs } from './environments';
import { readFacts, type KnownRecipe } from './known-recipes';
import { Gitlinks } from './gitlinks';
import { Installation } from './installation';
import { otherProjects } from './other-projects';
import { indexPackages } from './packages';
import { machinePlatform } from './machine-platform';
import { projectNames } from './project-names';
import { walkedWorkspace } from './reads/reads';
import type { WalkedWorkspace } from './reads/walk';
import { recipeSources, type RecipeSource } from './recipe-source';
import { VariantSets } from './shared-variants';
import { WorkspaceFiles } from './workspace-files';

/** All recipes of the workspace, and how they depend on each other. */
export interface Workspace {
  /** Absolute path. */
  root: string;
  walked: WalkedWorkspace;
  sources: RecipeSource[];
  /** These maps are by project root. */
  known: Map<string, KnownRecipe>;
  names: Map<string, string>;
  needs: Map<string, Needs>;
  /** The cycle, for members of a build cycle. */
  cycles: Map<string, BuildCycle>;
  builtWith: string;
  gitlinks: Gitlinks;
}

/** @param recipes paths of recipe.yaml files relative to the workspace root. */
export async function readWorkspace(
  recipes: string[],
  settings: Settings,
  context: CreateNodesContext,
): Promise<Workspace> {
  const { workspaceRoot } = context;
  const files = await WorkspaceFiles.read(workspaceRoot);
  const walked = walkedWorkspace(files, workspaceRoot, settings.outputRoot);
  const variantSets = new VariantSets(workspaceRoot);
  const sources = await recipeSources(recipes, settings, files, { variantSets, walked });
  const search = { configured: settings.rattlerBuild, workspaceRoot, env: process.env };
  const engine = await findEngine(search).catch(() => undefined);
  const known = await readFacts(sources, engine, { files, workspaceRoot });
  const installationOf = installations(sources, known);
  const factsOf = (root: string) => known.get(root)?.facts;
  const needs = new Map(
    sources.map(({ root }) => [root, needsOf(root, factsOf(root)?.outputs ?? [], installationOf(root))]),
  );
  return {
    root: workspaceRoot,
    walked,
    sources,
    known,
    names: await namesOf(sources, files, workspaceRoot),
    needs,
    cycles: findBuildCycles(needs, { factsOf, installationOf }, sources, workspaceRoot),
    gitlinks: new Gitlinks(workspaceRoot),
    // Without an engine, a build provisions the embedded one.
    builtWith: builtWith(engine?.version ?? EMBEDDED_VERSION),
  };
}

async function namesOf(
  sources: RecipeSource[],
  files: WorkspaceFiles,
  workspaceRoot: string,
): Promise<Map<string, string>> {
  const others = await otherProjects(files, workspaceRoot);
  const roots = new Set(sources.map(({ root }) => root));
  const taken = [...others]
    .filter(([root]) => !roots.has(root))
    .map(([root, name]) => name ?? basename(root).toLowerCase());
  const recipes = sources.map(({ root }) => ({ root, givenName: others.get(root) }));
  return projectNames(recipes, new Set(taken), workspaceRoot);
}

/** One for all recipes of a platform. */
function installations(
  sources: RecipeSource[],
  known: ReadonlyMap<string, KnownRecipe>,
): (root: string) => Installation {
  const packages = indexPackages(known);
  const build = machinePlatform();
  const byTarget = new Map<string, Installation>();
  const platformOf = new Map(sources.map(({ root, settings }) => [root, settings.targetPlatform ?? build]));
  return (root) => {
    const target = platformOf.get(root) ?? build;
    const installation = byTarget.get(target) ?? new Installation(packages, { build, target });
    byTarget.set(target, installation);
    return installation;
  };
}

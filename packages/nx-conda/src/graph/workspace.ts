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
import { addOwnVariants, type BuildProject, buildProjects } from './variant-projects';
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
  /** The projects that build packages. */
  builds: Map<string, BuildProject>;
  /** The names of these and of all recipes' projects. */
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
  const { names, taken } = await namesOf(sources, files, workspaceRoot);
  const builds = buildProjects(sources, known, names, { taken, workspaceRoot });
  builds.forEach(({ name }, root) => names.set(root, name));
  const installationOf = installations(builds);
  const factsOf = (root: string) => builds.get(root)?.facts;
  const needs = new Map(
    [...builds].map(([root, { facts }]) => [root, needsOf(root, facts.outputs, installationOf(root))]),
  );
  addOwnVariants(needs, builds);
  return {
    root: workspaceRoot,
    walked,
    sources,
    known,
    builds,
    names,
    needs,
    cycles: findBuildCycles(needs, { factsOf, installationOf }, builds, workspaceRoot),
    gitlinks: new Gitlinks(workspaceRoot),
    // Without an engine, a build provisions the embedded one.
    builtWith: builtWith(engine?.version ?? EMBEDDED_VERSION),
  };
}

async function namesOf(
  sources: RecipeSource[],
  files: WorkspaceFiles,
  workspaceRoot: string,
): Promise<{ names: Map<string, string>; taken: Set<string> }> {
  const others = await otherProjects(files, workspaceRoot);
  const roots = new Set(sources.map(({ root }) => root));
  const ofOthers = [...others].filter(([root]) => !roots.has(root));
  const taken = new Set(ofOthers.map(([root, name]) => name ?? basename(root).toLowerCase()));
  const recipes = sources.map(({ root }) => ({ root, givenName: others.get(root) }));
  return { names: projectNames(recipes, taken, workspaceRoot), taken };
}

/** One for all recipes of a platform. */
function installations(builds: ReadonlyMap<string, BuildProject>): (root: string) => Installation {
  const packages = indexPackages(builds);
  const build = machinePlatform();
  const byTarget = new Map<string, Installation>();
  return (root) => {
    const target = builds.get(root)?.source.settings.targetPlatform ?? build;
    const installation = byTarget.get(target) ?? new Installation(packages, { build, target });
    byTarget.set(target, installation);
    return installation;
  };
}

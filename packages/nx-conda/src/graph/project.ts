import type { ProjectConfiguration } from '@nx/devkit';
import { variantFiles } from '../options';
import type { OutputFacts, RecipeFacts } from '../recipe/parts/facts';
import type { Mentions } from '../recipe/reads/mentions';
import type { CondaMetadata } from './conda-metadata';
import type { RecipeSource } from './recipe-source';
import { describeCycle } from './build-cycles';
import { UNREAD_RECIPE } from './known-recipes';
import { checkInputs, type TaskReads, taskInputs } from './inputs';
import { outputFolder } from './output-folder';
import { type ProjectReadPlan, readPlanOf } from './project-reads';
import { type TargetFacts, targetsOf } from './targets';
import type { Workspace } from './workspace';
import { normalizeKey } from '../recipe/template/variant-key';

/** What all projects of a recipe have in common. */
export interface RecipeOfProject {
  source: RecipeSource;
  facts: RecipeFacts;
  reads: TaskReads;
  plan: ProjectReadPlan['plan'];
  /** Reads that no hash covers, with file and line. */
  unhashed: string[];
}

export function recipeOf(source: RecipeSource, workspace: Workspace): RecipeOfProject {
  const { root, variants } = source;
  const { mentions, facts } = workspace.known.get(root) ?? UNREAD_RECIPE;
  const { plan, unhashed, ...places } = readPlanOf(source, mentions, workspace);
  const reads = {
    root,
    ...places,
    unseen: plan.variable,
    identifiers: identifiersOf(mentions, facts),
    environment: mentions.environment,
    usesGit: mentions.usesGit,
    variantFiles: variants.files,
  };
  return { source, facts, reads, plan, unhashed };
}

/** The project of one recipe: targets with their exact inputs and order, and metadata. */
export function projectOf(recipe: RecipeOfProject, workspace: Workspace): ProjectConfiguration {
  const { root, settings } = recipe.source;
  const conda = metadataOf(root, recipe, workspace);
  const facts = targetFacts(root, recipe, conda, workspace);
  return {
    root,
    name: facts.name,
    projectType: 'library',
    targets: targetsOf(facts, settings),
    metadata: { technologies: ['conda'], conda },
  };
}

/** @param root of the project that builds. */
export function targetFacts(
  root: string,
  { source, reads, unhashed }: RecipeOfProject,
  { build, test }: Pick<CondaMetadata, 'build' | 'test'>,
  workspace: Workspace,
): TargetFacts {
  return {
    name: workspace.names.get(root) ?? root,
    recipe: source.path,
    build,
    test,
    inputs: taskInputs(reads),
    downstream: namesOf(needsOf(root, workspace).downstream, workspace),
    checkInputs: checkInputs(reads, source.unreadVariants),
    builtWith: workspace.builtWith,
    isCacheable: unhashed.length === 0,
  };
}

/** @param root of the project that builds. */
export function metadataOf(
  root: string,
  { source, plan, unhashed, facts }: RecipeOfProject,
  workspace: Workspace,
): CondaMetadata {
  const { path, settings } = source;
  const needs = needsOf(root, workspace);
  const cycle = workspace.cycles.get(root);
  const outputs = workspace.builds.get(root)?.facts.outputs ?? [];
  return {
    recipe: path,
    ...exactness(source, facts),
    variants: variantFiles(settings.variants).map((file) => file.path),
    provides: [...new Set(outputs.map((output) => output.name))].sort(),
    ...(facts.exact && { versions: versionsOf(outputs) }),
    output: outputFolder(settings.outputRoot, workspace.names.get(root) ?? root),
    // Inside a cycle, no project can be built first: with these edges, Nx would reject every task of the workspace.
    build: namesOf(
      [...needs.build].filter((other) => !cycle?.members.includes(other)),
      workspace,
    ),
    test: namesOf(needs.test, workspace),
    edges: [...needs.direct],
    ...(cycle && cycle.path.length > 0 && { cycle: describeCycle(cycle, workspace.names) }),
    reads: plan,
    ...(unhashed.length > 0 && { unhashed }),
  };
}

function versionsOf(outputs: readonly OutputFacts[]): Record<string, string[]> {
  const versions: Record<string, string[]> = {};
  for (const { name, version } of outputs) {
    versions[name] = [...new Set([...(versions[name] ?? []), version])];
  }
  return versions;
}

function exactness(
  { path, settings }: RecipeSource,
  { exact, reason, unresolved = [] }: RecipeFacts,
): Pick<CondaMetadata, 'exact' | 'reason' | 'isWhole' | 'unresolved'> {
  return {
    exact,
    ...(reason !== undefined && { reason }),
    ...(settings.splitVariants && !exact && { isWhole: true }),
    ...(unresolved.length > 0 && {
      unresolved: unresolved.map((one) => `${path}:${one.line} ${one.message}`),
    }),
  };
}

const NO_NEEDS = { build: [], test: [], downstream: [], direct: [] };

function needsOf(root: string, { needs }: Workspace) {
  return needs.get(root) ?? NO_NEEDS;
}

function namesOf(roots: Iterable<string>, { names }: Workspace): string[] {
  return [...roots].map((root) => names.get(root) ?? root).sort();
}

/** Names that rattler-build resolved late (a templated requirement) are keys as well; pins to own outputs are not. */
function identifiersOf(mentions: Mentions, { outputs }: RecipeFacts): string[] {
  const own = new Set(outputs.map((output) => normalizeKey(output.name)));
  const used = outputs
    .flatMap(({ variant }) => Object.keys(variant))
    .filter((key) => !own.has(normalizeKey(key)));
  return [...new Set([...mentions.identifiers, ...used])].sort();
}

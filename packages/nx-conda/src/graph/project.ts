import type { ProjectConfiguration } from '@nx/devkit';
import { variantFiles } from '../options';
import type { RecipeFacts } from '../recipe/parts/facts';
import type { Mentions } from '../recipe/reads/mentions';
import type { CondaMetadata } from './conda-metadata';
import type { RecipeSource } from './recipe-source';
import { describeCycle } from './build-cycles';
import { UNREAD_RECIPE } from './known-recipes';
import { checkInputs, taskInputs } from './inputs';
import { outputFolder } from './output-folder';
import { readPlanOf } from './project-reads';
import { targetsOf } from './targets';
import type { Workspace } from './workspace';
import { normalizeKey } from '../recipe/template/variant-key';

/** The project of one recipe: targets with their exact inputs and order, and metadata. */
export function projectOf(source: RecipeSource, workspace: Workspace): ProjectConfiguration {
  const { root, path, variants, settings } = source;
  const { mentions, facts } = workspace.known.get(root) ?? UNREAD_RECIPE;
  const { plan, unhashed, ...places } = readPlanOf(source, mentions, workspace);
  const conda = {
    ...metadataOf(source, facts, workspace),
    reads: plan,
    ...(unhashed.length > 0 && { unhashed }),
  };
  const name = workspace.names.get(root) ?? root;
  const reads = {
    root,
    ...places,
    unseen: plan.variable,
    identifiers: identifiersOf(mentions, facts),
    environment: mentions.environment,
    usesGit: mentions.usesGit,
    variantFiles: variants.files,
  };
  return {
    root,
    name,
    projectType: 'library',
    targets: targetsOf(
      {
        name,
        recipe: path,
        build: conda.build,
        test: conda.test,
        inputs: taskInputs(reads),
        downstream: downstreamOf(root, workspace),
        checkInputs: checkInputs(reads),
        builtWith: workspace.builtWith,
        isCacheable: unhashed.length === 0,
      },
      settings,
    ),
    metadata: { technologies: ['conda'], conda },
  };
}

function metadataOf(
  { root, path, settings }: RecipeSource,
  { exact, reason, outputs, unresolved = [] }: RecipeFacts,
  workspace: Workspace,
): Omit<CondaMetadata, 'reads'> {
  const needs = workspace.needs.get(root) ?? NO_NEEDS;
  const cycle = workspace.cycles.get(root);
  return {
    recipe: path,
    exact,
    ...(reason !== undefined && { reason }),
    ...(unresolved.length > 0 && {
      unresolved: unresolved.map((one) => `${path}:${one.line} ${one.message}`),
    }),
    variants: variantFiles(settings.variants).map((file) => file.path),
    provides: [...new Set(outputs.map((output) => output.name))].sort(),
    output: outputFolder(settings.outputRoot, workspace.names.get(root) ?? root),
    // Inside a cycle, no project can be built first: with these edges, Nx would reject every task of the workspace.
    build: namesOf(
      [...needs.build].filter((other) => !cycle?.members.includes(other)),
      workspace,
    ),
    test: namesOf(needs.test, workspace),
    edges: [...needs.direct],
    ...(cycle && cycle.path.length > 0 && { cycle: describeCycle(cycle, workspace.names) }),
  };
}

const NO_NEEDS = { build: [], test: [], downstream: [], direct: [] };

function namesOf(roots: Iterable<string>, { names }: Workspace): string[] {
  return [...roots].map((root) => names.get(root) ?? root).sort();
}

/** Where the packages of downstream tests are. */
function downstreamOf(root: string, workspace: Workspace): string[] {
  return namesOf((workspace.needs.get(root) ?? NO_NEEDS).downstream, workspace);
}

/** Names that rattler-build resolved late (a templated requirement) are keys as well; pins to own outputs are not. */
function identifiersOf(mentions: Mentions, { outputs }: RecipeFacts): string[] {
  const own = new Set(outputs.map((output) => normalizeKey(output.name)));
  const used = outputs
    .flatMap(({ variant }) => Object.keys(variant))
    .filter((key) => !own.has(normalizeKey(key)));
  return [...new Set([...mentions.identifiers, ...used])].sort();
}

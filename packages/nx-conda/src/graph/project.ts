import type { CreateNodesResult, ProjectConfiguration } from '@nx/devkit';
import { variantFiles } from '../options';
import type { RecipeFacts } from '../recipe/facts';
import { normalizeKey } from '../recipe/variants';
import type { CondaMetadata } from './conda-metadata';
import type { RecipeWithVariants } from './recipe-with-variants';
import { taskInputs } from './inputs';
import { targetsOf } from './targets';
import type { Workspace } from './workspace';

/** The project of one recipe: targets with their exact inputs and order, and what the plugin knows in metadata. */
export function projectOf(source: RecipeWithVariants, workspace: Workspace): CreateNodesResult {
  const { root, path, mentions, variants, settings } = source;
  const conda = metadataOf(source, workspace);
  const name = workspace.names.get(root) ?? root;
  const project: ProjectConfiguration = {
    root,
    name,
    projectType: 'library',
    targets: targetsOf(
      {
        name,
        recipe: path,
        build: conda.build,
        test: conda.test,
        inputs: taskInputs({
          root,
          identifiers: identifiersOf(source, workspace),
          environment: mentions.environment,
          files: mentions.files,
          loads: mentions.loads,
          usesGit: mentions.usesGit,
          variantFiles: variants.files,
        }),
        builtWith: workspace.builtWith,
      },
      settings,
    ),
    metadata: { technologies: ['conda'], conda },
  };
  return { projects: { [root]: project } };
}

function metadataOf({ root, path, settings }: RecipeWithVariants, workspace: Workspace): CondaMetadata {
  const { exact, reason, outputs, unresolved = [] } = workspace.facts.get(root) ?? NOTHING;
  const needs = workspace.needs.get(root) ?? { build: [], test: [], direct: [] };
  const cycle = workspace.cycles.get(root) ?? [];
  // What is over-approximated may be a cycle in name only: the build will show it.
  const isReal = cycle.length > 0 && cycle.every((member) => workspace.facts.get(member)?.exact);
  const named = (roots: Iterable<string>) =>
    [...roots].map((other) => workspace.names.get(other) ?? other).sort();
  return {
    recipe: path,
    exact,
    ...(reason !== undefined && { reason }),
    ...(unresolved.length > 0 && {
      unresolved: unresolved.map((one) => `${path}:${one.line} ${one.message}`),
    }),
    variants: variantFiles(settings.variants).map((file) => file.path),
    provides: [...new Set(outputs.map((output) => output.name))].sort(),
    // Inside a cycle nothing can be built first: without these edges, Nx would refuse every task of the workspace.
    build: named([...needs.build].filter((other) => !cycle.includes(other))),
    test: named(needs.test),
    edges: [...needs.direct],
    ...(isReal && { cycle: named(cycle) }),
  };
}

const NOTHING: RecipeFacts = { exact: false, outputs: [] };

/** Names that rattler-build found late (a templated requirement) are keys as well; pins to own outputs are not. */
function identifiersOf({ root, mentions }: RecipeWithVariants, workspace: Workspace): string[] {
  const outputs = workspace.facts.get(root)?.outputs ?? [];
  const own = new Set(outputs.map((output) => normalizeKey(output.name)));
  const used = outputs
    .flatMap(({ variant }) => Object.keys(variant))
    .filter((key) => !own.has(normalizeKey(key)));
  return [...new Set([...mentions.identifiers, ...used])].sort();
}

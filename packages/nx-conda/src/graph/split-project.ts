import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import { VARIANT_FILES } from '../knowledge/variant-files';
import type { CondaMetadata } from './conda-metadata';
import { taskInputs } from './inputs';
import { fileAt } from './nx-pattern';
import { metadataOf, type RecipeOfProject, targetFacts } from './project';
import { aggregateTargets, splitMarker, variantTargets } from './split-targets';
import type { BuildProject } from './variant-projects';
import type { Workspace } from './workspace';

/**
 * With `splitVariants`, the projects of a recipe: its own, which checks the recipe and stands for all variants, and one
 * for each variant, which builds it.
 * @param builds the projects of the variants, by root.
 */
export function splitProjects(
  whole: RecipeOfProject,
  builds: ReadonlyMap<string, BuildProject>,
  workspace: Workspace,
): ProjectConfiguration[] {
  const unhashedFiles = unreadVariantFiles(whole, workspace);
  const areas = whole.plan.areas.filter(({ path }) => !unhashedFiles.includes(path));
  const recipe = { ...whole, plan: { ...whole.plan, areas } };
  const variants = [...builds].map(([root, build]) =>
    variantProject({ root, build, unhashedFiles }, recipe, workspace),
  );
  return [aggregateProject(recipe, variants, workspace), ...variants.map(({ project }) => project)];
}

interface VariantProject {
  project: ProjectConfiguration;
  conda: CondaMetadata;
  label: string;
}

function variantProject(
  { root, build, unhashedFiles }: { root: string; build: BuildProject; unhashedFiles: string[] },
  recipe: RecipeOfProject,
  workspace: Workspace,
): VariantProject {
  const { source, reads } = recipe;
  const { name, completeVariant = {} } = build;
  const { label = '', variant = {} } = build.group ?? {};
  const own = metadataOf(root, recipe, workspace);
  const of = workspace.names.get(source.root) ?? source.root;
  const conda = {
    ...own,
    edges: [source.root, ...own.edges],
    variant: { of, label, values: variant, complete: completeVariant, unhashedFiles },
  };
  const inputs = [
    // The values are in the options, which Nx hashes: in the lists of the files, a new value would change every variant.
    ...taskInputs({ ...reads, variantFiles: [] }),
    ...unhashedFiles.map((path) => `!${fileAt(path)}`),
    splitMarker(of, source.settings),
  ];
  const facts = { ...targetFacts(root, recipe, own, workspace), inputs };
  const targets = variantTargets(facts, source, { of, variant });
  // Nx releases libraries by default: the recipe has the version.
  const project = { root, name, projectType: 'application' as const, targets };
  return { project: { ...project, metadata: { technologies: ['conda'], conda } }, conda, label };
}

function aggregateProject(
  recipe: RecipeOfProject,
  variants: VariantProject[],
  workspace: Workspace,
): ProjectConfiguration {
  const { root, settings } = recipe.source;
  const own = metadataOf(root, recipe, workspace);
  const union = (listOf: (conda: CondaMetadata) => string[]) => [
    ...new Set(variants.flatMap(({ conda }) => listOf(conda))),
  ];
  const conda = {
    ...own,
    output: undefined,
    provides: union(({ provides }) => provides).sort(),
    edges: union(({ edges }) => edges.map((edge) => workspace.builds.get(edge)?.variantOf ?? edge)).filter(
      (edge) => edge !== root,
    ),
    splitInto: Object.fromEntries(variants.map(({ project, label }) => [label, project.name ?? ''])),
  };
  const facts = targetFacts(root, recipe, { build: [], test: union(({ test }) => test) }, workspace);
  return {
    root,
    name: facts.name,
    projectType: 'library',
    targets: aggregateTargets(facts, settings, conda.splitInto, recipe.reads),
    metadata: { technologies: ['conda'], conda },
  };
}

/** The variant files beside the recipe; none if the build also reads them as files, or Nx does not list them. */
function unreadVariantFiles({ source: { root }, plan }: RecipeOfProject, workspace: Workspace): string[] {
  const files = VARIANT_FILES.map((name) => posix.join(root, name));
  // rattler-build reads the recipe's folder and these files; every other area is a read of the build.
  const areas = plan.areas.filter(({ path, takes }) => takes !== 'folder' && !files.includes(path));
  const isRead = areas.some(({ path }) => files.some((file) => path === '.' || file.startsWith(`${path}/`)));
  const isHidden = files.some(
    (file) => existsSync(join(workspace.root, file)) && !workspace.walked.isListed(file),
  );
  return isRead || isHidden ? [] : files;
}

import type { Tree } from '@nx/devkit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machinePlatform } from '../../graph/machine-platform';
import { logger } from '../../nx';
import { ExplainedError } from '../../explained-error';
import { explained } from '../explained';
import { settingsFor } from '../workspace-settings';
import { knownPackages } from './existing-packages';
import type { RecipeGeneratorOptions } from './options.schema';
import { type Knowledge, type PlannedRecipe, planRecipe, type PlanSurroundings } from './plan-recipe';
import { type Dependencies, planDependencies } from './recursive/plan-dependencies';
import { recursiveHint } from './recursive/hint';
import type { NameKnowledge } from './requirements/conda-name';
import { factsReader } from './read-facts';
import { refuseToOverwrite, folderOfRecipe } from './target-folder';
import { allNeededVariants } from './needed-variants';
import { excludedPythons } from './python-versions';
import { addVariants, readWorkspaceVariants } from './workspace-variants';
import { writeFiles, type WrittenRecipe } from './write-files';

/**
 * Writes a recipe for a source, and the variant keys that it needs.
 * @throws Error, explained, for an invalid name, folder or source; then nothing is written
 */
export async function recipeGenerator(tree: Tree, options: RecipeGeneratorOptions): Promise<void> {
  await explained(() => generateAndTell(tree, options));
}

export default recipeGenerator;

async function generateAndTell(tree: Tree, options: RecipeGeneratorOptions): Promise<void> {
  const target = folderOfRecipe(options.name, options.directory ?? 'recipes');
  const settings = settingsFor(tree, target.folder);
  // Before anything is fetched.
  refuseToOverwrite(tree, target);
  const scratch = await mkdtemp(join(tmpdir(), 'nx-conda-recipe-'));
  try {
    const tell = (line: string) => logger.info(line);
    const platform = settings.targetPlatform ?? machinePlatform();
    const log = await generateRecipe(tree, options, {
      readFacts: factsReader({ root: tree.root, recipe: join(tree.root, target.folder), scratch }),
      ...(await knownPackages({ root: tree.root, channels: settings.channels, platform, scratch, tell })),
      tell,
    });
    for (const line of log) logger.info(line);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** @returns log lines for the user */
export async function generateRecipe(
  tree: Tree,
  options: RecipeGeneratorOptions,
  knowledge: Knowledge,
): Promise<string[]> {
  const target = folderOfRecipe(options.name, options.directory ?? 'recipes');
  const settings = settingsFor(tree, target.folder);
  refuseToOverwrite(tree, target);
  const release = releaseOf(options.cuda ?? '12.6');
  const variants = readWorkspaceVariants(tree, settings.variants ?? ['variants.json']);
  const releases = [...(variants.values['cuda_compiler_version'] ?? []), release, '12.6'];
  const surroundings: PlanSurroundings = {
    ...knowledge,
    root: tree.root,
    platform: settings.targetPlatform ?? machinePlatform(),
    cuda: releases.find((one) => one !== 'None') ?? '12.6',
    pythonMin: minorRelease(variants.values['python_min']?.[0]),
  };
  const request = { target, from: sourceOf(options, target.name), kind: options.kind ?? 'auto' };
  const first = await planRecipe(request, surroundings);
  const { planned, log } = await dependenciesOf(first, tree, options, surroundings);
  const written = writeAll(tree, [first, ...planned], knowledge.names);
  const choice = { cuda: release, pythons: knowledge.pythons ?? [] };
  const keys = allNeededVariants(written, Object.keys(variants.values), choice);
  return [
    ...addVariants(tree, variants.target, keys),
    ...written.flatMap((one) => [...one.log, ...excludedPythons(one, variants.values['python'])]),
    ...log,
    nextStep(first),
  ];
}

/** Without `--recursive`, none: only a hint if it would write recipes. */
async function dependenciesOf(
  first: PlannedRecipe,
  tree: Tree,
  options: RecipeGeneratorOptions,
  surroundings: PlanSurroundings,
): Promise<Dependencies> {
  const { platform } = surroundings;
  if (!options.recursive) return { planned: [], log: recursiveHint(first, platform, options) };
  return planDependencies(first, {
    platform,
    tell: surroundings.tell,
    plan: async ({ name, distribution }, constraint) => {
      const target = folderOfRecipe(name, options.directory ?? 'recipes');
      refuseToOverwrite(tree, target);
      return planRecipe({ target, from: `pypi:${distribution}`, constraint, kind: 'auto' }, surroundings);
    },
  });
}

/** Writes all recipes; each may require any of the others. */
function writeAll(tree: Tree, recipes: readonly PlannedRecipe[], names: NameKnowledge): WrittenRecipe[] {
  const workspace = new Set([...names.workspace, ...recipes.map(({ plan }) => plan.name)]);
  return recipes.map((recipe) =>
    writeFiles(tree, { ...recipe, plan: { ...recipe.plan, names: { ...names, workspace } } }),
  );
}

function minorRelease(version: string | undefined): string | undefined {
  return /^\d+\.\d+$/.exec(version ?? '')?.[0];
}

function nextStep({ target, plan }: PlannedRecipe): string {
  return `The recipe ${target.folder}/recipe.yaml is of the kind ${plan.kind}. Next, run nx conda-check ${target.name} and nx conda-build ${target.name}`;
}

/** A metapackage has no source. */
function sourceOf({ from, kind }: RecipeGeneratorOptions, name: string): string {
  const given = from?.trim() ?? '';
  if (given !== '') return given;
  return kind === 'meta' ? 'blank' : `pypi:${name}`;
}

function releaseOf(cuda: string): string {
  if (cuda.toLowerCase() === 'none') return 'None';
  if (/^\d{1,2}\.\d{1,2}$/.test(cuda)) return cuda;
  throw new ExplainedError(`${JSON.stringify(cuda.slice(0, 40))} is not a CUDA release.`, [
    'Pass a release, like --cuda=12.6, or --cuda=none.',
  ]);
}

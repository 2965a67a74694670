import { readNxJson, type Tree } from '@nx/devkit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machinePlatform } from '../../graph/platform';
import { logger } from '../../nx';
import { type PluginOptions, readSettings, type Settings } from '../../options';
import { ExplainedError } from '../../recipe/explained-error';
import { knownNames } from './known-names';
import type { RecipeGeneratorOptions } from './options.schema';
import { type Knowledge, planRecipe, type PlanSurroundings } from './plan-recipe';
import { factsReader } from './read-facts';
import { refuseToOverwrite, targetFolder } from './target-folder';
import { neededVariants } from './variant-keys';
import { addVariants, readWorkspaceVariants } from './workspace-variants';
import { writeFiles } from './write-files';

/**
 * Writes a recipe for a source, and the variant keys that it needs.
 * @throws ExplainedError for a name, folder or source that will not do; nothing is written then
 */
export async function recipeGenerator(tree: Tree, options: RecipeGeneratorOptions): Promise<void> {
  const settings = settingsOf(tree);
  const target = targetFolder(options.name, options.directory ?? 'recipes');
  // Before anything is fetched.
  refuseToOverwrite(tree, target);
  const scratch = await mkdtemp(join(tmpdir(), 'nx-conda-recipe-'));
  try {
    const log = await generateRecipe(tree, options, {
      readFacts: factsReader({ root: tree.root, recipe: join(tree.root, target.folder), scratch }),
      names: await knownNames(tree.root, settings.channels),
    });
    for (const line of log) logger.info(line);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

export default recipeGenerator;

/** @returns what to tell the user, line by line */
export async function generateRecipe(
  tree: Tree,
  options: RecipeGeneratorOptions,
  knowledge: Knowledge,
): Promise<string[]> {
  const settings = settingsOf(tree);
  const target = targetFolder(options.name, options.directory ?? 'recipes');
  refuseToOverwrite(tree, target);
  const release = releaseOf(options.cuda ?? '12.6');
  const variants = readWorkspaceVariants(tree, settings.variants ?? ['variants.json']);
  const releases = [...(variants.values['cuda_compiler_version'] ?? []), release, '12.6'];
  const surroundings: PlanSurroundings = {
    ...knowledge,
    root: tree.root,
    platform: settings.targetPlatform ?? machinePlatform(),
    cuda: releases.find((one) => one !== 'None') ?? '12.6',
  };
  const request = { target, from: sourceOf(options, target.name), kind: options.kind ?? 'auto' };
  const planned = await planRecipe(request, surroundings);
  const written = writeFiles(tree, planned);
  const keys = neededVariants(written.text, Object.keys(variants.values), {
    cuda: release,
    requiresPython: planned.plan.facts.python?.requiresPython,
  });
  const next = `${target.folder}/recipe.yaml: ${planned.plan.kind}. Next: nx conda-check ${target.name}, nx conda-build ${target.name}.`;
  return [...addVariants(tree, variants.target, keys), ...written.log, next];
}

function settingsOf(tree: Tree): Settings {
  const plugins = readNxJson(tree)?.plugins ?? [];
  const entry = plugins.find((one) => typeof one !== 'string' && one.plugin === 'nx-conda');
  return readSettings(typeof entry === 'object' ? (entry.options as PluginOptions | undefined) : undefined);
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
  throw new ExplainedError(`${JSON.stringify(cuda.slice(0, 40))} is no release of CUDA.`, [
    'Give two numbers, --cuda=12.6, or --cuda=none.',
  ]);
}

import { readNxJson, type Tree } from '@nx/devkit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { machinePlatform } from '../../graph/platform';
import { logger } from '../../nx';
import { type PluginOptions, readSettings, type Settings } from '../../options';
import { ExplainedError } from '../../recipe/explained-error';
import type { SourceFacts } from '../../upstream/source-facts';
import { fixedPathPatch } from './fixed-path-patches';
import { knownNames } from './known-names';
import type { RecipeGeneratorOptions } from './options.schema';
import { NINJA_PATCH, ninjaPatch, requiresNinja } from './ninja-patch';
import type { RecipePlan, SourceLayout } from './plan';
import { factsReader, type ReadFacts } from './read-facts';
import { detectKind, type RecipeKind } from './recipe-kind';
import { todosIn } from './recipe-text';
import { condaNameOf, type NameKnowledge } from './requirements/conda-name';
import { readFixedFiles, readLayout, readPythonFiles } from './source-layout';
import { refuseToOverwrite, type TargetFolder, targetFolder } from './target-folder';
import { neededVariants } from './variant-keys';
import { addVariants, readWorkspaceVariants } from './workspace-variants';
import { writeRecipe } from './write-recipe';

/** Where a recipe's facts come from. */
export interface Knowledge {
  readFacts: ReadFacts;
  names: NameKnowledge;
}

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
  const from = sourceOf(options, target.name);
  const facts = await knowledge.readFacts(from);
  const layout = await readLayout(facts);
  const patches = await patchesFor(facts, layout, settings.targetPlatform ?? machinePlatform() ?? 'linux-64');
  const plan: RecipePlan = {
    ...{ name: target.name, folder: join(tree.root, target.folder), facts, names: knowledge.names },
    kind: kindOf(options, from, facts),
    cuda: releases.find((one) => one !== 'None') ?? '12.6',
    layout,
    patches: [...patches.keys()],
  };
  const written = writeFiles(tree, target, plan, patches);
  const keys = neededVariants(written.text, Object.keys(variants.values), {
    cuda: release,
    requiresPython: facts.python?.requiresPython,
  });
  return [...addVariants(tree, variants.target, keys), ...written.log];
}

/** @returns the recipe's text, and what to tell the user */
function writeFiles(
  tree: Tree,
  { name, folder }: TargetFolder,
  plan: RecipePlan,
  patches: ReadonlyMap<string, string>,
): { text: string; log: string[] } {
  const text = writeRecipe(plan);
  const path = posix.join(folder, 'recipe.yaml');
  tree.write(path, text);
  for (const [name, patch] of patches) tree.write(posix.join(folder, name), patch);
  const log = [
    ...plan.patches.map((patch) => `${posix.join(folder, patch)}: look at every change before you build.`),
    ...otherName(plan),
    ...todosIn(text).map((todo) => `${path}:${todo}`),
    `${path}: ${plan.kind}. Next: nx conda-check ${name}, nx conda-build ${name}.`,
  ];
  return { text, log };
}

/** Other recipes, and those of conda-forge, ask for the name that it has there. */
function otherName({ name, kind, facts, names }: RecipePlan): string[] {
  const isDistribution = facts.python?.project !== undefined && kind !== 'meta';
  const found = isDistribution ? condaNameOf(facts.name ?? '', names) : undefined;
  if (found?.name === undefined || !found.isKnown || found.name === name) return [];
  return [`conda-forge calls this ${found.name}: where others ask for that, give the package the same name.`];
}

/** By the names of their files. */
async function patchesFor(
  facts: SourceFacts,
  layout: SourceLayout,
  platform: string,
): Promise<Map<string, string>> {
  const ofCuda = fixedPathPatch(await readFixedFiles(facts), platform);
  const wantsNinja = requiresNinja(facts.python?.requires ?? []);
  const ofNinja = wantsNinja ? ninjaPatch(await readPythonFiles(facts, layout)) : undefined;
  const all: [string, string | undefined][] = [
    [CUDA_PATCH, ofCuda],
    [NINJA_PATCH, ofNinja],
  ];
  return new Map(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const CUDA_PATCH = 'conda-cuda-paths.patch';

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

function kindOf({ kind = 'auto' }: RecipeGeneratorOptions, from: string, facts: SourceFacts): RecipeKind {
  if (kind !== 'auto') return kind;
  return from === 'blank' ? 'python' : detectKind(facts);
}

function releaseOf(cuda: string): string {
  if (cuda.toLowerCase() === 'none') return 'None';
  if (/^\d{1,2}\.\d{1,2}$/.test(cuda)) return cuda;
  throw new ExplainedError(`${JSON.stringify(cuda.slice(0, 40))} is no release of CUDA.`, [
    'Give two numbers, --cuda=12.6, or --cuda=none.',
  ]);
}

import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { type CreateNodesContext, hashArray } from '@nx/devkit';
import type { Engine } from '../engine/engine';
import { renderRecipe } from '../engine/render';
import { calculateHashesForCreateNodes, PluginCache, workspaceDataDirectory } from '../nx';
import { approximate } from '../recipe/approximate';
import type { OutputFacts, RecipeFacts } from '../recipe/facts';
import { outputsFromRendering } from '../recipe/rendered';
import { machinePlatform } from './platform';
import { allVariants, type RecipeWithVariants } from './recipe-with-variants';

/**
 * Facts of every recipe by root: rattler-build's rendering, remembered by content, or the over-approximation.
 * @param engine undefined where the machine has no rattler-build yet.
 */
export async function readFacts(
  sources: RecipeWithVariants[],
  engine: Engine | undefined,
  context: CreateNodesContext,
): Promise<Map<string, RecipeFacts>> {
  if (!engine) {
    const reason = 'rattler-build is not on this machine yet';
    return new Map(sources.map((source) => [source.root, approximation(source, reason)]));
  }
  const cache = new PluginCache<OutputFacts[]>(join(workspaceDataDirectory, 'nx-conda-facts.json'));
  const keys = await contentKeys(sources, engine, context);
  const facts = new Map<string, RecipeFacts>();
  const unknown: { source: RecipeWithVariants; key: string }[] = [];
  sources.forEach((source, index) => {
    const key = keys[index] ?? '';
    const outputs = isRepeatable(source) ? cache.get(key) : undefined;
    if (outputs) facts.set(source.root, { exact: true, outputs });
    else unknown.push({ source, key });
  });
  await inParallel(unknown, async ({ source, key }) => {
    const rendered = await renderSource(source, engine, context.workspaceRoot);
    facts.set(source.root, rendered);
    // A failure may be gone the next time, whatever the reason was.
    if (rendered.exact && isRepeatable(source)) cache.set(key, rendered.outputs);
  });
  if (unknown.length > 0) cache.writeToDisk();
  return facts;
}

async function renderSource(source: RecipeWithVariants, engine: Engine, cwd: string): Promise<RecipeFacts> {
  if (!source.recipe) return approximation(source, source.problem ?? '');
  const request = {
    recipe: join(cwd, source.path),
    variantFiles: source.variants.paths,
    targetPlatform: source.settings.targetPlatform,
    experimental: source.mentions.experimental,
  };
  const rendering = await renderRecipe(engine, request, cwd);
  if ('error' in rendering) return approximation(source, rendering.error);
  return { exact: true, outputs: outputsFromRendering(rendering.outputs) };
}

function approximation(source: RecipeWithVariants, reason: string): RecipeFacts {
  const { recipe, settings, problem } = source;
  if (!recipe) return { exact: false, reason: problem ?? reason, outputs: [] };
  const platform = settings.targetPlatform ?? machinePlatform();
  return { ...approximate(recipe, allVariants(source), platform, process.env), reason };
}

/** Files that a recipe loads and the state of git are not part of the key: such a rendering is never remembered. */
function isRepeatable({ mentions, recipe }: RecipeWithVariants): boolean {
  return recipe !== undefined && mentions.loads.length === 0 && !mentions.usesGit;
}

async function contentKeys(
  sources: RecipeWithVariants[],
  engine: Engine,
  context: CreateNodesContext,
): Promise<string[]> {
  const roots = sources.map(({ root }) => root);
  const folders = await calculateHashesForCreateNodes(roots, {}, context);
  return sources.map(({ variants, settings, mentions }, index) =>
    hashArray([
      folders[index] ?? '',
      variants.hash,
      engine.version,
      settings.targetPlatform ?? machinePlatform(),
      ...mentions.environment.map((name) => `${name}=${process.env[name] ?? ''}`),
    ]),
  );
}

async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const pending = items.values();
  const worker = async () => {
    for (const item of pending) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

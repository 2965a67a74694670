import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Engine } from '../engine/engine';
import { messageOf } from '../explained-error';
import { hashArray } from '../nx';
import type { RecipeFacts } from '../recipe/parts/facts';
import { summaryOf } from '../recipe/parts/summary';
import type { Mentions } from '../recipe/reads/mentions';
import { outputsFromRendering } from '../recipe/facts/rendered-outputs';
import { pluginVersion } from './built-with';
import { machinePlatform } from './machine-platform';
import { approximateFacts, readMentions, readRecipe } from './read-recipe';
import { environmentHash, RecipeCache, type CachedRecipe } from './recipe-cache';
import type { RecipeSource } from './recipe-source';
import { RenderQueue } from './render-queue';
import { fromWorkspace } from './reads/plan';
import type { WorkspaceFiles } from './workspace-files';

/** A recipe's packages and requirements, and the reads of its rendering and its build. */
export interface KnownRecipe {
  facts: RecipeFacts;
  mentions: Mentions;
  /** What it says about itself, in one line. */
  summary?: string;
}

/** A recipe that could not be read. */
export const UNREAD_RECIPE: KnownRecipe = {
  facts: { exact: false, outputs: [] },
  mentions: {
    ...{ identifiers: [], environment: [], files: [], experimental: false, usesGit: false, loads: [] },
    ...{ reads: [], repositories: [], unhashed: [], scripts: [] },
  },
};

/**
 * The facts of every recipe, by root: rattler-build's rendering, cached by content, or the over-approximation.
 * @param engine undefined if rattler-build is not on the machine yet.
 */
export async function readFacts(
  sources: RecipeSource[],
  engine: Engine | undefined,
  { files, workspaceRoot }: { files: WorkspaceFiles; workspaceRoot: string },
): Promise<Map<string, KnownRecipe>> {
  const keys = contentKeys(sources, engine);
  const cache = new RecipeCache(workspaceRoot);
  const queue = engine && new RenderQueue(engine, workspaceRoot);
  const reader = new FactsReader(cache, queue, files, workspaceRoot);
  const reading: Promise<readonly [string, KnownRecipe]>[] = [];
  for (const source of sources) {
    const key = keys.get(source.root) ?? '';
    // The earlier ones are rendered meanwhile.
    if (!cache.get(key)) await nextTurn();
    reading.push(reader.read(source, key).then((known) => [source.root, known]));
  }
  const known = new Map(await Promise.all(reading));
  cache.save();
  return known;
}

class FactsReader {
  constructor(
    private readonly cache: RecipeCache,
    private readonly queue: RenderQueue | undefined,
    private readonly files: WorkspaceFiles,
    private readonly workspaceRoot: string,
  ) {}

  /** No recipe may break the graph. */
  async read(source: RecipeSource, key: string): Promise<KnownRecipe> {
    try {
      const entry = this.cache.get(key) ?? this.readEntry(source, key);
      const facts = await this.factsOf(entry, source, key);
      return { facts, mentions: entry.mentions, summary: entry.summary };
    } catch (error) {
      return { ...UNREAD_RECIPE, facts: { ...UNREAD_RECIPE.facts, reason: messageOf(error) } };
    }
  }

  private readEntry(source: RecipeSource, key: string): CachedRecipe {
    const read = readRecipe(source, this.workspaceRoot);
    const { mentions, scripts } = readMentions(read, join(this.workspaceRoot, source.root));
    const unlisted = scripts
      .map((script) => fromWorkspace(source.root, script))
      .filter((script) => !this.files.has(script));
    const entry = {
      mentions,
      summary: summaryOf(read.recipe),
      environment: environmentHash(mentions),
      scripts: Object.fromEntries(unlisted.map((script) => [script, this.cache.hashOf(script)])),
    };
    return this.cache.set(key, this.queue ? entry : { ...entry, approximation: approximateFacts(read) });
  }

  private async factsOf(entry: CachedRecipe, source: RecipeSource, key: string): Promise<RecipeFacts> {
    if (entry.outputs) return { exact: true, outputs: entry.outputs };
    const reason = this.queue
      ? await this.render(this.queue, entry, source, key).catch(unexpectedRendering)
      : NO_ENGINE;
    if (typeof reason !== 'string') return reason;
    if (entry.approximation) return { ...entry.approximation, reason };
    const approximation = approximateFacts(readRecipe(source, this.workspaceRoot));
    this.cache.set(key, { ...entry, approximation });
    return { ...approximation, reason };
  }

  /** @returns rattler-build's message if it failed: failures may be temporary and are never cached. */
  private async render(
    queue: RenderQueue,
    entry: CachedRecipe,
    source: RecipeSource,
    key: string,
  ): Promise<RecipeFacts | string> {
    const rendering = await queue.render({
      recipe: join(this.workspaceRoot, source.path),
      variantFiles: source.variants.paths,
      targetPlatform: source.settings.targetPlatform,
      experimental: entry.mentions.experimental,
      isDoubtful: entry.approximation !== undefined,
    });
    if ('error' in rendering) return rendering.error;
    const outputs = outputsFromRendering(rendering.outputs);
    if (isRepeatable(entry.mentions)) this.cache.set(key, { ...entry, approximation: undefined, outputs });
    return { exact: true, outputs };
  }
}

/** A rattler-build with another form of output must not cost the recipe its edges. */
function unexpectedRendering(error: unknown): string {
  return `nx-conda could not read the output of rattler-build: ${messageOf(error)}`;
}

/** Version of the cache: increase it when the fields of `CachedRecipe` change. */
const FACTS_SHAPE = '4';

/** The reason of an over-approximation that is not a failure. */
export const NO_ENGINE = 'rattler-build is not on this machine yet';

/** The key does not cover files that a recipe loads or the state of git: such a rendering is never cached. */
function isRepeatable({ loads, usesGit }: Mentions): boolean {
  return loads.length === 0 && !usesGit;
}

function contentKeys(sources: RecipeSource[], engine: Engine | undefined): Map<string, string> {
  return new Map(
    sources.map(({ root, contentHash, variants, settings }) => [
      root,
      hashArray([
        contentHash,
        variants.hash,
        engine?.version ?? 'no engine',
        settings.targetPlatform ?? machinePlatform(),
        pluginVersion,
        FACTS_SHAPE,
      ]),
    ]),
  );
}

import { availableParallelism } from 'node:os';
import type { RenderRequest } from '../engine/arguments';
import type { Engine } from '../engine/engine';
import type { Rendering } from '../engine/render';
import { renderRecipes } from '../engine/render-batch';

export interface QueuedRecipe extends RenderRequest {
  /** It failed before: in a batch it would stop the others. */
  isDoubtful: boolean;
}

interface Waiting {
  recipe: QueuedRecipe;
  resolve: (rendering: Rendering) => void;
  reject: (reason: unknown) => void;
}

/** Larger batches make a failure expensive, and no recipe faster. */
const LARGEST_BATCH = 48;
/** Smaller batches are not worth a process while others are being read. */
const SMALLEST_BATCH = 16;
const PATIENCE_MS = 10;

/**
 * Renders recipes with one process per core. Recipes that arrive while all are busy go into the next batch: the first
 * recipes are rendered while others are still being read.
 */
export class RenderQueue {
  /** By what recipes of one batch must have in common. */
  private readonly waiting = new Map<string, Waiting[]>();
  private free = availableParallelism();
  /** Shrinks while many recipes fail: each failure makes rattler-build render a part of its batch again. */
  private batchSize = LARGEST_BATCH;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly cwd: string,
  ) {}

  render(recipe: QueuedRecipe): Promise<Rendering> {
    return new Promise((resolve, reject) => {
      const key = batchKey(recipe);
      const group = this.waiting.get(key) ?? [];
      group.push({ recipe, resolve, reject });
      this.waiting.set(key, group);
      this.startBatches(SMALLEST_BATCH);
    });
  }

  /** Smaller groups wait a little: more recipes for the same batch may arrive. */
  private startBatches(smallest: number): void {
    for (const [key, group] of this.waiting) {
      if (this.free === 0) return;
      if (group.length >= smallest) this.startBatch(key, group);
    }
    if (this.waiting.size === 0 || this.free === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.startBatches(1), PATIENCE_MS);
  }

  private startBatch(key: string, group: Waiting[]): void {
    const share = Math.max(SMALLEST_BATCH, Math.ceil(group.length / this.free));
    const batch = group.splice(0, Math.min(share, this.batchSize));
    if (group.length === 0) this.waiting.delete(key);
    this.free--;
    void this.renderBatch(batch).finally(() => {
      this.free++;
      this.startBatches(SMALLEST_BATCH);
    });
  }

  private async renderBatch(batch: Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      const request = { ...first.recipe, recipes: batch.map(({ recipe }) => recipe.recipe) };
      const renderings = await renderRecipes(this.engine, request, this.cwd);
      const hasFailed = [...renderings.values()].some((rendering) => 'error' in rendering);
      this.batchSize = hasFailed
        ? Math.ceil(this.batchSize / 2)
        : Math.min(this.batchSize * 2, LARGEST_BATCH);
      for (const { recipe, resolve } of batch) resolve(renderings.get(recipe.recipe) ?? NOTHING);
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}

const NOTHING: Rendering = { error: 'rattler-build returned no result for this recipe' };

function batchKey({ recipe, isDoubtful, ...settings }: QueuedRecipe): string {
  return JSON.stringify(isDoubtful ? recipe : settings);
}

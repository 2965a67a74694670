import type { RenderedOutput } from '../recipe/facts/rendered-outputs';
import { batchArguments, type BatchRequest } from './arguments';
import type { Engine } from './engine';
import { readOutputs, renderRecipe, runRendering, type Rendering } from './render';
import { labelOf, readRenderLog, type RenderLog } from './render-log';

/**
 * Renders recipes in one process, which is several times faster than one process for each. If one recipe fails or two
 * depend on each other, rattler-build returns nothing for the whole run: the run is then split until each failing
 * recipe is alone.
 * @param cwd as for `renderRecipe`.
 * @returns the results of `renderRecipe`, by recipe path.
 */
export async function renderRecipes(
  engine: Engine,
  request: BatchRequest,
  cwd: string,
): Promise<Map<string, Rendering>> {
  return new BatchRenderer(engine, request, cwd).render(request.recipes);
}

class BatchRenderer {
  constructor(
    private readonly engine: Engine,
    private readonly request: BatchRequest,
    private readonly cwd: string,
  ) {}

  async render(recipes: string[]): Promise<Map<string, Rendering>> {
    if (recipes.length < 2) return this.renderAlone(recipes);
    const result = await runRendering(this.engine, batchArguments({ ...this.request, recipes }), this.cwd);
    const log = readRenderLog(result.stderr);
    if (result.exitCode !== 0) return this.renderParts(splitAt(recipes, log.started.at(-1)));
    return this.assign(recipes, readOutputs(result.stdout), log);
  }

  private async renderParts(parts: string[][]): Promise<Map<string, Rendering>> {
    const renderings = new Map<string, Rendering>();
    for (const part of parts) {
      for (const [recipe, rendering] of await this.render(part)) renderings.set(recipe, rendering);
    }
    return renderings;
  }

  private async renderAlone(recipes: string[]): Promise<Map<string, Rendering>> {
    const renderings = new Map<string, Rendering>();
    for (const recipe of recipes) {
      renderings.set(recipe, await renderRecipe(this.engine, { ...this.request, recipe }, this.cwd));
    }
    return renderings;
  }

  /** The JSON does not tell which recipe an output is from: if the log is ambiguous, its recipes are rendered alone. */
  private async assign(
    recipes: string[],
    outputs: RenderedOutput[] | undefined,
    { started, recipesOf }: RenderLog,
  ): Promise<Map<string, Rendering>> {
    const isKnown = recipes.every((recipe) => started.includes(recipe));
    const owners = outputs?.map((output) => [...(recipesOf.get(labelOf(output)) ?? [])]) ?? [];
    if (!outputs || !isKnown || owners.some(({ length }) => length === 0)) return this.renderAlone(recipes);
    const unclear = new Set(owners.filter(({ length }) => length > 1).flat());
    const renderings = await this.renderAlone([...unclear]);
    for (const recipe of recipes.filter((path) => !unclear.has(path))) {
      renderings.set(recipe, { outputs: outputs.filter((_, index) => owners[index]?.[0] === recipe) });
    }
    return renderings;
  }
}

/** Isolates the recipe at which rattler-build stopped; without one, as in a cycle, splits into two halves. */
function splitAt(recipes: string[], stopped: string | undefined): string[][] {
  const index = recipes.indexOf(stopped ?? '');
  const middle = Math.ceil(recipes.length / 2);
  // It also reaches the last recipe if ordering all recipes fails.
  const parts =
    index < 0 || index === recipes.length - 1
      ? [recipes.slice(0, middle), recipes.slice(middle)]
      : [recipes.slice(0, index), recipes.slice(index, index + 1), recipes.slice(index + 1)];
  return parts.filter(({ length }) => length > 0);
}

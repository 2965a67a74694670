import { posix } from 'node:path';
import type { Engine } from '../../engine/engine';
import { withExplanation } from '../../engine/failure';
import { renderRecipe } from '../../engine/render';
import { approximateFacts, readRecipe } from '../../graph/read-recipe';
import { VariantSets } from '../../graph/shared-variants';
import { formatSteps } from '../../explained-error';
import type { RecipeFacts } from '../../recipe/parts/facts';
import { mentionsOf } from '../../recipe/reads/mentions';
import { outputsFromRendering } from '../../recipe/facts/rendered-outputs';
import type { CondaTask } from '../task';
import { sharedVariants } from '../variant-options';
import type { RenderExecutorOptions } from './options.schema';

type RenderOptions = Pick<RenderExecutorOptions, 'variants' | 'targetPlatform'>;

/**
 * rattler-build's current rendering, or the over-approximation and the reason for it.
 * @param engine undefined if the machine has none: it is not downloaded for this.
 * @throws RecipeError if the text is not a recipe.
 */
export async function factsOf(
  task: CondaTask,
  engine: Engine | undefined,
  { variants, targetPlatform }: RenderOptions,
): Promise<RecipeFacts> {
  const variantFiles = sharedVariants(variants, task);
  const source = {
    root: posix.dirname(task.recipePath),
    path: task.recipePath,
    settings: { targetPlatform },
    variants: await new VariantSets(task.workspaceRoot).get(variants),
  };
  const read = readRecipe(source, task.workspaceRoot);
  if (!engine) return { ...approximateFacts(read), reason: noEngine(task) };
  const { experimental } = mentionsOf(read.recipe);
  const request = { recipe: task.recipe, targetPlatform, experimental, variantFiles };
  const rendering = await renderRecipe(engine, request, task.workspaceRoot);
  if ('outputs' in rendering) return { exact: true, outputs: outputsFromRendering(rendering.outputs) };
  return { ...approximateFacts(read), reason: withExplanation(rendering.error, engine) };
}

function noEngine({ project }: CondaTask): string {
  return formatSteps('rattler-build was not found on this machine, and this target does not install it.', [
    'Install rattler-build, for example with pixi global install rattler-build, or set NX_CONDA_RATTLER_BUILD to the path of rattler-build.',
    `Or run nx run ${project}:conda-build, which installs rattler-build with pip unless NX_CONDA_NO_DOWNLOAD=1 is set.`,
  ]);
}

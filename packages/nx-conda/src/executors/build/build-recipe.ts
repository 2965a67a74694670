import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logger } from '../../nx';
import { buildArguments, type BuildRequest } from '../../engine/arguments';
import { renderRecipe } from '../../engine/render';
import { withExplanation } from '../../engine/failure';
import type { OutputFacts } from '../../recipe/parts/facts';
import { outputsFromRendering } from '../../recipe/facts/rendered-outputs';
import { type Runner, runEngine } from '../run-engine';
import type { CondaTask } from '../task';
import { planInvocations, type Invocation } from './invocations';
import { jobEnvironment } from './resources';
import { ExplainedError } from '../../explained-error';

/** The build of a recipe, without its folder. */
export interface RecipeBuild extends Omit<BuildRequest, 'outputFolder'> {
  /** Value of CONDA_OVERRIDE_CUDA; undefined: the variant's. */
  cuda?: string;
  /** GiB that a compile job may need; undefined: the usual amount. */
  memoryPerJob?: number;
}

/**
 * Builds all variants of a recipe into a channel folder.
 * @param folder empty, absolute.
 * @returns the outputs that rattler-build announced; empty if all are skipped on this platform.
 * @throws ExplainedError if rattler-build fails.
 */
export async function buildRecipe(
  task: CondaTask,
  runner: Runner,
  request: RecipeBuild,
  folder: string,
): Promise<OutputFacts[]> {
  const outputs = await renderOutputs(task, runner, request);
  if (outputs.length === 0)
    logger.info(
      `${task.recipePath} builds nothing on ${request.targetPlatform ?? 'this platform'}: all outputs are skipped.`,
    );
  const invocations = outputs.length > 0 ? planInvocations(outputs) : [];
  for (const [index, { variant, cuda }] of invocations.entries()) {
    const narrowed = variant && (await variantFile(join(folder, `variant-${index}.json`), variant));
    await runEngine(
      runner,
      buildArguments({
        ...request,
        ...(narrowed && { variantFiles: [narrowed], ignoreRecipeVariants: true }),
        outputFolder: join(folder, 'channel'),
        // Outputs that use fewer variant keys appear in every run.
        skipExisting: invocations.length > 1,
      }),
      {
        cwd: task.workspaceRoot,
        cuda: request.cuda ?? cuda,
        env: await jobEnvironment(Boolean(cuda), request.memoryPerJob),
        failure: `${task.recipePath} was not built.`,
      },
    );
  }
  return outputs;
}

async function renderOutputs(
  task: CondaTask,
  { engine, isolated }: Runner,
  request: RecipeBuild,
): Promise<OutputFacts[]> {
  const rendering = await renderRecipe(isolated?.engine ?? engine, request, task.workspaceRoot);
  if ('outputs' in rendering) return outputsFromRendering(rendering.outputs);
  const cause = withExplanation(rendering.error, engine);
  const isolation = isolated ? `\n${isolated.explainFailure(rendering.error)}` : '';
  throw new ExplainedError(`${task.recipePath} cannot be rendered.\n${cause}${isolation}`);
}

/** A variant on its own needs no zip_keys. */
async function variantFile(file: string, variant: NonNullable<Invocation['variant']>): Promise<string> {
  const values = Object.entries(variant).map(([key, value]) => [key, [value]]);
  await writeFile(file, JSON.stringify(Object.fromEntries(values)));
  return file;
}

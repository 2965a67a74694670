import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logger } from '../../nx';
import { buildArguments, type BuildRequest, type VariantArguments } from '../../engine/arguments';
import { renderRecipe } from '../../engine/render';
import { withExplanation } from '../../engine/failure';
import type { OutputFacts } from '../../recipe/parts/facts';
import type { Variant } from '../../recipe/facts/configured-variant';
import { outputsFromRendering } from '../../recipe/facts/rendered-outputs';
import { type Runner, runEngine } from '../run-engine';
import type { CondaTask } from '../task';
import { requireDisk } from './check-disk';
import { planInvocations, type Invocation } from './invocations';
import { besideOthers, type OnlyVariant, planVariant } from './only-variant';
import { jobEnvironment } from './resources';
import { ExplainedError } from '../../explained-error';

/** The build of a recipe, without its folder. */
export interface RecipeBuild extends Omit<BuildRequest, 'outputFolder'> {
  /** Value of CONDA_OVERRIDE_CUDA; undefined: the variant's. */
  cuda?: string;
  /** GiB that a compile job may need; undefined: the usual amount. */
  memoryPerJob?: number;
  /** Undefined: all variants. */
  only?: OnlyVariant;
}

/**
 * Builds all variants of a recipe, or the only one of the request, into a channel folder.
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
  const { only } = request;
  const narrowed = only && (await variantArguments(folder, 'variant', only.complete));
  const rendered = await renderOutputs(task, runner, { ...request, ...narrowed });
  if (rendered.length === 0)
    logger.info(
      `${task.recipePath} builds nothing on ${request.targetPlatform ?? 'this platform'}: all outputs are skipped.`,
    );
  const { outputs, invocations } = only ? planVariant(rendered, only) : planAll(rendered);
  const isCuda = invocations.some(({ cuda }) => cuda);
  if (invocations.length > 0) await requireDisk(task, folder, isCuda);
  const run = async () => {
    for (const [index, invocation] of invocations.entries()) {
      await runInvocation(index, invocation, { task, runner, request, folder });
    }
  };
  await besideOthers(join(folder, 'channel'), only?.others ?? [], run);
  return outputs;
}

function planAll(outputs: OutputFacts[]): { outputs: OutputFacts[]; invocations: Invocation[] } {
  return { outputs, invocations: outputs.length > 0 ? planInvocations(outputs) : [] };
}

interface InvocationContext {
  task: CondaTask;
  runner: Runner;
  request: RecipeBuild;
  folder: string;
}

async function runInvocation(
  index: number,
  { variant, cuda, skipExisting, upTo }: Invocation,
  { task, runner, request, folder }: InvocationContext,
): Promise<void> {
  const narrowed = variant && (await variantArguments(folder, `variant-${index}`, variant));
  const args = buildArguments({
    ...request,
    ...narrowed,
    outputFolder: join(folder, 'channel'),
    skipExisting,
    upTo,
  });
  await runEngine(runner, args, {
    cwd: task.workspaceRoot,
    cuda: request.cuda ?? cuda,
    env: await jobEnvironment(Boolean(cuda), request.memoryPerJob),
    failure: `${task.recipePath} was not built.`,
  });
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

/** One variant instead of the variant files. On its own it needs no zip_keys. */
async function variantArguments(folder: string, name: string, variant: Variant): Promise<VariantArguments> {
  const file = join(folder, `${name}.json`);
  const values = Object.entries(variant).map(([key, value]) => [key, [value]]);
  await writeFile(file, JSON.stringify(Object.fromEntries(values)));
  return { variantFiles: [file], ignoreRecipeVariants: true };
}

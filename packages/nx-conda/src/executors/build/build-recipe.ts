import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildArguments, type BuildRequest, type VariantArguments } from '../../engine/arguments';
import { renderRecipe } from '../../engine/render';
import { describeFailure } from '../../engine/describe-failure';
import type { OutputFacts } from '../../recipe/parts/facts';
import type { Variant } from '../../recipe/facts/configured-variant';
import { outputsFromRendering } from '../../recipe/facts/rendered-outputs';
import { type Runner, runEngine } from '../run-engine';
import { scriptFiles } from '../script-files';
import type { CondaTask } from '../task';
import type { TaskLog } from '../task-log';
import { requireDisk } from './check-disk';
import { planInvocations, type Invocation } from './invocations';
import { besideOthers, type OnlyVariant, planVariant } from './only-variant';
import { jobEnvironment } from './resources';
import { ExplainedError } from '../../explained-error';

/** Where a recipe is built. */
export interface BuildPlace {
  /** Empty, absolute. */
  folder: string;
  log: TaskLog;
}

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
 * @returns the outputs that rattler-build announced; empty if all are skipped on this platform.
 * @throws ExplainedError if rattler-build fails.
 */
export async function buildRecipe(
  task: CondaTask,
  runner: Runner,
  request: RecipeBuild,
  place: BuildPlace,
): Promise<OutputFacts[]> {
  const { folder, log } = place;
  const { only } = request;
  const narrowed = only && (await variantArguments(folder, 'variant', only.complete));
  const rendered = await renderOutputs(task, runner, { ...request, ...narrowed }, log);
  if (rendered.length === 0)
    log.print(
      `${task.recipePath} builds nothing on ${request.targetPlatform ?? 'this platform'}: all outputs are skipped.`,
    );
  const { outputs, invocations } = only ? planVariant(rendered, only) : planAll(rendered);
  const isCuda = invocations.some(({ cuda }) => cuda);
  if (invocations.length > 0) await requireDisk(task, folder, isCuda);
  const run = async () => {
    for (const [index, invocation] of invocations.entries()) {
      await runInvocation(index, invocation, { task, runner, request, place });
    }
  };
  if (only) await besideOthers(join(folder, 'channel'), { others: only.others, outputs }, run);
  else await run();
  return outputs;
}

function planAll(outputs: OutputFacts[]): { outputs: OutputFacts[]; invocations: Invocation[] } {
  return { outputs, invocations: outputs.length > 0 ? planInvocations(outputs) : [] };
}

interface InvocationContext {
  task: CondaTask;
  runner: Runner;
  request: RecipeBuild;
  place: BuildPlace;
}

async function runInvocation(
  index: number,
  { variant, cuda, skipExisting, upTo }: Invocation,
  { task, runner, request, place: { folder, log } }: InvocationContext,
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
    ...{ task, log, folders: { root: folder, isKeptOnFailure: true } },
    cwd: task.workspaceRoot,
    cuda: request.cuda ?? cuda,
    env: await jobEnvironment(Boolean(cuda), request.memoryPerJob),
    failure: `${task.recipePath} was not built`,
    unfinished: `${task.recipePath} was not built`,
  });
}

async function renderOutputs(
  task: CondaTask,
  { engine, isolated }: Runner,
  request: RecipeBuild,
  log: TaskLog,
): Promise<OutputFacts[]> {
  const rendering = await renderRecipe(isolated?.engine ?? engine, request, task.workspaceRoot);
  if ('outputs' in rendering) return outputsFromRendering(rendering.outputs);
  const error = log.secrets.maskWrapped(rendering.error);
  log.print(error);
  const { workspaceRoot } = task;
  const cause = describeFailure({ log: error, engine, end: {}, files: scriptFiles(task), workspaceRoot });
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

import type { RenderedOutput } from '../recipe/facts/rendered-outputs';
import { renderArguments, type RenderRequest } from './arguments';
import type { Engine } from './engine';
import { formatSteps } from '../explained-error';
import { lastError } from './render-log';
import { run, type RunResult } from '../machine/run';

/** rattler-build's rendering of a recipe, or its error message. */
export type Rendering = { outputs: RenderedOutput[] } | { error: string };

/**
 * Asks rattler-build for the exact outputs, variants and requirements of a recipe. Needs no network, writes nothing.
 * @param cwd second search folder of `load_from_file`, and the folder that `git.*` queries.
 */
export async function renderRecipe(engine: Engine, request: RenderRequest, cwd: string): Promise<Rendering> {
  const result = await runRendering(engine, renderArguments(request), cwd);
  if (result.exitCode !== 0) return { error: lastError(result.stderr) };
  const outputs = readOutputs(result.stdout);
  return outputs ? { outputs } : { error: invalidOutput(engine) };
}

function invalidOutput({ command, version }: Engine): string {
  return formatSteps(
    `The output of ${command} (rattler-build ${version}) with --render-only is not valid JSON.`,
    [
      'Update rattler-build, for example with pixi global update rattler-build.',
      `If ${command} is a wrapper around rattler-build, change the wrapper so that it prints only the output of rattler-build to stdout.`,
    ],
  );
}

export function runRendering(
  { command, args, env }: Engine,
  rendering: string[],
  cwd: string,
): Promise<RunResult> {
  return run(command, [...args, ...rendering], { cwd, env, capture: true });
}

/** The array that `--render-only` prints; undefined if it is not JSON. */
export function readOutputs(stdout: string): RenderedOutput[] | undefined {
  try {
    return JSON.parse(stdout) as RenderedOutput[];
  } catch {
    return undefined;
  }
}

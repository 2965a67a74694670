import { stripVTControlCharacters } from 'node:util';
import type { RenderedOutput } from '../recipe/rendered';
import { renderArguments, type RenderRequest } from './arguments';
import type { Engine } from './engine';
import { run } from './run';

/** What rattler-build makes of a recipe, or its own words about why it cannot. */
export type Rendering = { outputs: RenderedOutput[] } | { error: string };

/**
 * Asks rattler-build what a recipe really builds: outputs, variants, requirements. Needs no network, writes nothing.
 * @param cwd where `load_from_file` looks second, and what `git.*` is asked about.
 */
export async function renderRecipe(engine: Engine, request: RenderRequest, cwd: string): Promise<Rendering> {
  const result = await run(engine.command, [...engine.args, ...renderArguments(request)], {
    cwd,
    env: engine.env,
    capture: true,
  });
  if (result.exitCode !== 0) return { error: lastError(result.stderr) };
  try {
    return { outputs: JSON.parse(result.stdout) as RenderedOutput[] };
  } catch {
    return { error: `rattler-build ${engine.version} printed no JSON for --render-only` };
  }
}

/** The message from `Error:` or `×` on; everything before is progress. */
function lastError(coloured: string): string {
  // Its frames have colours where FORCE_COLOR is set, which Nx does, in spite of `--color never` (0.74).
  const log = stripVTControlCharacters(coloured);
  const start = log.search(/^(Error:|\s*×)/m);
  return (
    (start < 0 ? log : log.slice(start)).trim().slice(0, 4000) || 'rattler-build failed without a message'
  );
}

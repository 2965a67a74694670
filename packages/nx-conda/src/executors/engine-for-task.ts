import { logger } from '../nx';
import type { Engine } from '../engine/engine';
import { findEngine } from '../engine/find';
import { provisionEmbedded } from '../engine/provision';
import { builtWith } from '../graph/built-with';
import { ExplainedError } from '../explained-error';

/** Starts the search for a task's engine: it runs a process, and other checks can run meanwhile. */
export function lookForEngine(
  configured: string | undefined,
  workspaceRoot: string,
): Promise<Engine | undefined> {
  const search = findEngine({ configured, workspaceRoot, env: process.env });
  // The error is thrown where the engine is needed; another error may come first.
  search.catch(() => undefined);
  return search;
}

/**
 * The rattler-build of this task, provisioned if missing.
 * @param search result of `lookForEngine`.
 * @param expected the option `builtWith`: the versions that the task's hash was made with.
 * @throws ExplainedError if they have changed since: the result would be cached under a wrong hash.
 */
export async function engineForTask(
  search: Promise<Engine | undefined>,
  expected: string | undefined,
): Promise<Engine> {
  const engine =
    (await search) ?? (await provisionEmbedded({ env: process.env, log: (line) => logger.info(line) }));
  const actual = builtWith(engine.version);
  if (expected !== undefined && expected !== actual) {
    throw new ExplainedError(
      `The project graph was created with ${expected}, but this task uses ${actual}.`,
      ['Run nx reset --onlyDaemon to rebuild the project graph.'],
    );
  }
  return engine;
}

import { logger } from '../nx';
import type { Engine } from '../engine/engine';
import { findEngine } from '../engine/find';
import { provisionEmbedded } from '../engine/provision';
import { builtWith } from '../graph/built-with';
import { TaskError } from './task-error';

/**
 * The rattler-build of this task, provisioned if there is none.
 * @param expected the option `builtWith`: the versions that the task's hash was made with.
 * @throws TaskError where they have changed since: the result would be kept under a wrong hash.
 */
export async function engineForTask(
  configured: string | undefined,
  workspaceRoot: string,
  expected: string | undefined,
): Promise<Engine> {
  const env = process.env;
  const engine =
    (await findEngine({ configured, workspaceRoot, env })) ??
    (await provisionEmbedded({ env, log: (line) => logger.info(line) }));
  const actual = builtWith(engine.version);
  if (expected !== undefined && expected !== actual) {
    throw new TaskError(`The project graph was made for ${expected}, but this is ${actual}.`, [
      'Make the graph anew: nx reset',
    ]);
  }
  return engine;
}

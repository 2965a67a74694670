import { relative } from 'node:path';
import { ExplainedError } from '../explained-error';
import { messageOf } from './outcome';
import type { CondaTask } from './task';
import type { TaskLog } from './task-log';

/**
 * Adds the message of a failure to the log, and the path of the log to the message.
 * @param shown where the log will be, absolute.
 */
export function withLog(
  error: unknown,
  log: TaskLog,
  shown: string,
  { workspaceRoot }: CondaTask,
): ExplainedError {
  const message = log.secrets.mask(messageOf(error));
  log.write(`\n${message}`);
  log.close();
  const path = relative(workspaceRoot, shown);
  return new ExplainedError(`${message}\nLog: ${path.startsWith('..') ? shown : path}`);
}

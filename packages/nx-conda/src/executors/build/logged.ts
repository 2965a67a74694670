import { copyFile, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Secrets } from '../../engine/log/secrets';
import { temporaryBeside } from '../../machine/write-atomically';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { BUILD_LOG } from '../../record/build-log';
import { declaredSecrets } from '../build-target';
import { withLog } from '../failure-log';
import { CanceledError } from '../run-engine';
import type { CondaTask } from '../task';
import { TaskLog } from '../task-log';

/**
 * Builds with a log in the work folder. After a failure, the log is copied beside the packages of an earlier build, which
 * stay as they are; after a canceled build, it stays in the work folder.
 * @throws ExplainedError that names the log.
 */
export async function logged(
  folder: string,
  task: CondaTask,
  build: (log: TaskLog) => Promise<void>,
): Promise<void> {
  const log = buildLog(join(folder, BUILD_LOG), task);
  try {
    await build(log);
  } catch (error) {
    // rattler-build has not run: the message says everything.
    if (log.isEmpty) throw error;
    const kept = join(task.output, BUILD_LOG);
    const isKept = !(error instanceof CanceledError);
    const failure = withLog(error, log, isKept ? kept : log.file, task);
    if (isKept) await copyInOneStep(log.file, kept);
    throw failure;
  }
}

/** A recipe that is no recipe has no build, but its log is where users look. */
export async function loggingRecipeErrors<T>(task: CondaTask, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    const log = buildLog(join(task.output, BUILD_LOG), task);
    throw withLog(error, log, log.file, task);
  }
}

function buildLog(file: string, { recipe }: CondaTask): TaskLog {
  return new TaskLog(file, new Secrets(process.env, declaredSecrets(recipe)));
}

async function copyInOneStep(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const copy = temporaryBeside(to);
  await copyFile(from, copy);
  await rename(copy, to);
}

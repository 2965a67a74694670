import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import { parse } from 'yaml';
import { readInfoFile } from '../../channel/package-file';
import { testArguments } from '../../engine/arguments';
import type { Engine } from '../../engine/engine';
import { readBuildReport, type PackageReport } from '../../report/build-report';
import { channelArguments } from '../channels';
import { engineForTask, lookForEngine } from '../engine-for-task';
import { isolatedTask, type PrepareIsolation } from '../isolated-task';
import { outcome } from '../outcome';
import { runEngine } from '../run-engine';
import { readTask, type CondaTask } from '../task';
import { upstreamOf } from '../upstream';
import type { TestExecutorOptions } from './options.schema';

/** Runs the tests in every package of a recipe, each in a fresh environment. */
export default async function testExecutor(
  options: TestExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const outputRoot = options.outputRoot ?? 'dist/conda';
    const task = readTask(context, outputRoot);
    const search = lookForEngine(options.rattlerBuild, task.workspaceRoot);
    const { packages } = readBuildReport(task.output);
    const upstream = upstreamOf(task.conda.test, task.workspaceRoot, outputRoot);
    const folders = [task.output, ...upstream.map(({ folder }) => folder)];
    const channels = await channelArguments(folders, options.channels ?? ['conda-forge'], task.workspaceRoot);
    const engine = await engineForTask(search, options.builtWith);
    const isolate =
      options.isolated && isolatedTask(task, context, { engine, channels, variantFiles: [], runs: 'tests' });
    for (const built of packages) {
      await testPackage(built, {
        ...{ task, engine, channels, cuda: options.cuda ?? built.cudaOverride },
        ...(isolate && { isolate }),
      });
    }
    if (packages.length === 0)
      logger.info(`${task.recipePath} builds nothing on this platform: nothing to test.`);
  });
}

interface TestRun {
  task: CondaTask;
  engine: Engine;
  channels: string[];
  cuda?: string;
  /** Undefined: the tests see the whole machine. */
  isolate?: PrepareIsolation;
}

async function testPackage(
  { file }: PackageReport,
  { task, engine, channels, cuda, isolate }: TestRun,
): Promise<void> {
  const packageFile = join(task.output, file);
  if (!(await carriesTests(packageFile))) {
    logger.info(`${file} carries no tests.`);
    return;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'nx-conda-test-'));
  try {
    const args = testArguments({ packageFile, channels, outputFolder: scratch });
    const isolated = await isolate?.(scratch);
    await runEngine({ engine, ...(isolated && { isolated }) }, args, {
      cwd: scratch,
      cuda,
      failure: `The tests of ${file} failed.`,
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function carriesTests(packageFile: string): Promise<boolean> {
  const tests: unknown = parse((await readInfoFile(packageFile, 'info/tests/tests.yaml')) ?? '');
  return Array.isArray(tests) && tests.length > 0;
}

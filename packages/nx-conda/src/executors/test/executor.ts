import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import { parse } from 'yaml';
import { readInfoFile } from '../../channel/package-file';
import { testArguments } from '../../engine/arguments';
import type { Engine } from '../../engine/engine';
import { placeOfText } from '../../engine/causes/script-place';
import { Secrets } from '../../engine/log/secrets';
import { type UnrunTest, unrunDownstreamTests } from '../../engine/unrun-downstream-tests';
import { testLog } from '../../graph/output-folder';
import { evictMistaken } from '../../local-cache/unpacked-packages';
import { readBuildReport, type PackageReport } from '../../record/build-report';
import { channelArguments } from '../channel-arguments';
import { declaredSecrets } from '../build-target';
import { engineForTask, lookForEngine } from '../engine-for-task';
import { withLog } from '../failure-log';
import { requireHashedUpstream } from '../hashed-upstream';
import { isolatedTask, type PrepareIsolation } from '../isolated-task';
import { outcome } from '../outcome';
import { runEngine } from '../run-engine';
import { scriptFiles } from '../script-files';
import { explainingSubmodules } from '../submodules-left-out';
import { readTask, type CondaTask } from '../task';
import { packageFiles, upstreamOf } from '../built-before';
import { TaskLog } from '../task-log';
import { requireWhole } from '../whole-builds';
import type { TestExecutorOptions } from './options.schema';
import { ExplainedError } from '../../explained-error';

/** Runs the tests in every package of a recipe, each in a new environment. */
export default async function testExecutor(
  options: TestExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const task = readTask(context, options.outputRoot);
    requireHashedUpstream([task.project, ...task.conda.test], context);
    const file = join(task.workspaceRoot, testLog(task.outputRoot, task.project));
    const log = new TaskLog(file, new Secrets(process.env, declaredSecrets(task.recipe)));
    try {
      await explainingSubmodules(task, () => testAll(task, log, options, context));
      log.close();
    } catch (error) {
      throw log.isEmpty ? error : withLog(error, log, file, task);
    }
  });
}

/** @throws ExplainedError if a test fails or cannot run. */
async function testAll(
  task: CondaTask,
  log: TaskLog,
  options: TestExecutorOptions,
  context: ExecutorContext,
): Promise<void> {
  const search = lookForEngine(options.rattlerBuild, task.workspaceRoot);
  const { packages } = readBuildReport(task.output);
  const upstream = upstreamOf(task.conda.test, task);
  const builds = [{ project: task.project, folder: task.output, packages }, ...upstream];
  await requireWhole(builds, task.workspaceRoot);
  await evictMistaken(packageFiles(builds), process.env);
  const folders = builds.map(({ folder }) => folder);
  const channels = await channelArguments(folders, options.channels ?? ['conda-forge'], task.workspaceRoot);
  const engine = await engineForTask(search, options.builtWith);
  const isolate =
    options.isolated && isolatedTask(task, context, { engine, channels, variantFiles: [], runs: 'tests' });
  for (const built of packages) {
    await testPackage(built, {
      ...{ task, log, engine, channels, cuda: options.cuda ?? built.cudaOverride },
      ...(isolate && { isolate }),
    });
  }
  if (packages.length === 0)
    logger.info(`The build of ${task.recipePath} made no packages, so there is nothing to test.`);
}

interface TestRun {
  task: CondaTask;
  log: TaskLog;
  engine: Engine;
  channels: string[];
  cuda?: string;
  /** Undefined: tests see the whole machine. */
  isolate?: PrepareIsolation;
}

async function testPackage(
  { file }: PackageReport,
  { task, log, engine, channels, cuda, isolate }: TestRun,
): Promise<void> {
  const packageFile = join(task.output, file);
  if (!(await carriesTests(packageFile))) {
    logger.info(`${file} contains no tests.`);
    return;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'nx-conda-test-'));
  try {
    const args = testArguments({ packageFile, channels, outputFolder: scratch });
    const isolated = await isolate?.(scratch);
    const output = await runEngine({ engine, ...(isolated && { isolated }) }, args, {
      ...{ task, log, folders: { root: scratch, isKeptOnFailure: false } },
      cwd: scratch,
      cuda,
      failure: `The tests of ${file} failed`,
      unfinished: `The tests of ${file} did not finish`,
    });
    refuseUnrun(unrunDownstreamTests(output), file, task);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** rattler-build only warns about them and reports that all tests passed. */
function refuseUnrun(tests: UnrunTest[], file: string, task: CondaTask): void {
  if (tests.length === 0) return;
  const found = placeOfText('downstream:', scriptFiles(task));
  const place = found ? [`  ${found.place}: ${found.text}`] : [];
  const what = tests.map(
    ({ downstream, cause }) => `The downstream test with ${downstream} was not run: ${cause}`,
  );
  throw new ExplainedError([`The tests of ${file} failed.`, ...place, ...what].join('\n'), [
    'If a recipe of this workspace builds the downstream package, change the requirements of that recipe so that they accept the version tested here.',
    'Otherwise, add a channel that contains the downstream package to "channels" in the options of nx-conda in nx.json or of the target.',
    'Or remove `downstream` from the tests of the recipe.',
  ]);
}

async function carriesTests(packageFile: string): Promise<boolean> {
  const tests: unknown = parse((await readInfoFile(packageFile, 'info/tests/tests.yaml')) ?? '');
  return Array.isArray(tests) && tests.length > 0;
}

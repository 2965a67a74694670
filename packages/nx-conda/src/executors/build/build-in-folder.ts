import { rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { prepareToRead } from '../../channel/package-file';
import { writeEmptyChannel } from '../../channel/repodata';
import type { Engine } from '../../engine/engine';
import { evictPackages } from '../../engine/evict-packages';
import type { Platforms } from '../../graph/installation';
import { evictMistaken } from '../../local-cache/unpacked-packages';
import { logger } from '../../nx';
import { BUILD_LOG } from '../../record/build-log';
import { changesSinceLastBuild } from '../../record/changes-since-last-build';
import { writeFileLists } from '../../record/file-lists';
import { writeInputs } from '../../record/recorded-inputs';
import { writeBuildReport } from '../../record/build-report';
import { packageTable } from '../../record/package-table';
import type { PrepareIsolation } from '../isolated-task';
import type { CondaTask } from '../task';
import { packageFiles, type Upstream } from '../built-before';
import { type BuildPlace, buildRecipe, type RecipeBuild } from './build-recipe';
import { type BuiltPackage, collectPackages } from './collect';
import { deliver } from './deliver';
import type { HashedInputs } from './hashed-inputs';
import { type LookedAt, lookAt, printSuspicions } from './print-suspicions';
import { checkProviders } from './providers';

/** Everything that a build needs except the folder. */
export interface Build {
  task: CondaTask;
  engine: Engine;
  request: RecipeBuild;
  upstream: Upstream[];
  platforms: Platforms;
  /** Undefined: the build sees the whole machine. */
  isolated?: PrepareIsolation;
  inputs: HashedInputs;
}

/**
 * Builds in an empty folder, and puts the packages and their reports where Nx expects them.
 * @throws ExplainedError if the build fails or its packages are not the expected ones.
 */
export async function buildInFolder({ folder, log }: BuildPlace, build: Build): Promise<void> {
  const { task, engine, request, upstream, platforms } = build;
  const started = performance.now();
  // Not earlier: the build may have waited for other builds.
  await build.inputs.requireUnchanged(task.project, 'beginning');
  await evictMistaken(packageFiles(upstream), process.env);
  const isolated = await build.isolated?.(folder);
  const building = buildRecipe(task, { engine, ...(isolated && { isolated }) }, request, {
    folder,
    log,
  });
  setImmediate(prepareToRead);
  const outputs = await building;
  const channel = join(folder, 'channel');
  // A recipe that builds nothing here still gives an empty channel.
  if (outputs.length === 0) await writeEmptyChannel(channel);
  const packages = await collectPackages(channel, outputs);
  // rattler-build takes the packages of the recipe itself from its own channel.
  const providers = upstream.filter((one) => !request.only?.others.includes(one));
  for (const { report } of packages) checkProviders(report.resolved, providers, platforms);
  const seconds = (performance.now() - started) / 1000;
  await writeReports(channel, build, packages, seconds);
  const names = outputs.map(({ name, version, buildString }) => `${name}-${version}-${buildString}`);
  const lookedAt = await look(packages, task.output);
  await build.inputs.requireUnchanged(task.project, 'end');
  await evictPackages(names, process.env);
  log.close();
  await rename(log.file, join(channel, BUILD_LOG));
  await deliver(channel, task.output);
  logger.info(packageTable(packages.map(({ report }) => ({ ...report, seconds }))));
  logger.info(`Packages and ${BUILD_LOG}: ${relative(task.workspaceRoot, task.output)}`);
  printSuspicions(lookedAt);
}

/** The build has succeeded: an error here must not change that. */
async function look(packages: BuiltPackage[], output: string): Promise<LookedAt[]> {
  try {
    return await lookAt(packages, output);
  } catch (error) {
    logger.warn(
      `The build succeeded, but nx-conda could not check its packages for missing libraries and other problems: ${String(error)}`,
    );
    return [];
  }
}

async function writeReports(
  channel: string,
  { task, engine, inputs }: Build,
  packages: BuiltPackage[],
  seconds: number,
): Promise<void> {
  const { kind, version } = engine;
  const changes = changesSinceLastBuild(task.output, inputs.inputs);
  const report = {
    project: task.project,
    recipe: task.recipePath,
    hash: process.env['NX_TASK_HASH'] ?? '',
    engine: { name: 'rattler-build' as const, kind, version },
    seconds,
    ...(changes && { changes }),
    packages: packages.map((built) => built.report),
  };
  const digests = {
    packages: byFile(packages, ({ digest }) => digest),
    tests: byFile(packages, ({ testsDigest }) => testsDigest),
  };
  await writeInputs(channel, inputs.inputs);
  await writeFileLists(
    channel,
    byFile(packages, ({ files }) => files),
  );
  await writeBuildReport(channel, report, digests);
}

function byFile<T>(packages: BuiltPackage[], valueOf: (built: BuiltPackage) => T): Record<string, T> {
  return Object.fromEntries(packages.map((built) => [built.report.file, valueOf(built)]));
}

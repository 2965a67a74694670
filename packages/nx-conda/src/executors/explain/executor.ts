import type { ExecutorContext } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOfProject, resolveBuildInputs } from '../../graph/build-inputs';
import { readsOf } from '../../graph/reads/reads';
import { outputFolder } from '../../graph/output-folder';
import { WorkspaceFiles } from '../../graph/workspace-files';
import { logger } from '../../nx';
import { type BuildInputs, readRecordedInputs } from '../../report/build-inputs';
import { changedInputs } from '../../report/explain-inputs';
import { buildOf, outputRootOf } from '../build-inputs';
import { outcome } from '../outcome';
import type { ExplainExecutorOptions } from './options.schema';

/** What would become of a build. */
interface Explanation {
  project: string;
  /** `reuse`: nothing has changed; `build`: something has; `unknown`: there is no build here to compare with. */
  decision: 'reuse' | 'build' | 'unknown';
  changes: string[];
  /** The same of the projects built before, where it is not `reuse`: their digests may change. */
  upstream: Explanation[];
}

/** Says why a build would run or be reused. Runs nothing and writes nothing. */
export default async function explainExecutor(
  options: ExplainExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const explanation = await explain(context.projectName ?? '', context);
    logger.info(options.json ? JSON.stringify(explanation) : asText(explanation));
  });
}

async function explain(project: string, context: ExecutorContext): Promise<Explanation> {
  const build = buildOf(project, context);
  const files = await WorkspaceFiles.read(context.root);
  const upstream = await Promise.all(
    Object.keys(build.upstream).map((name) => explainAlone(name, buildOf(name, context), files)),
  );
  const own = await explainAlone(project, build, files);
  return { ...own, upstream: upstream.filter(({ decision }) => decision !== 'reuse') };
}

async function explainAlone(
  project: string,
  build: BuildOfProject,
  files: WorkspaceFiles,
): Promise<Explanation> {
  const before = readRecordedInputs(
    join(build.workspaceRoot, outputFolder(outputRootOf(build.target), project)),
  );
  if (!before) return { project, decision: 'unknown', changes: [], upstream: [] };
  const changes = changedInputs(before, await inputsOfNow(build, files));
  return { project, decision: changes.length > 0 ? 'build' : 'reuse', changes, upstream: [] };
}

/** As the hook before tasks would find them. */
async function inputsOfNow(build: BuildOfProject, files: WorkspaceFiles): Promise<BuildInputs> {
  const { workspaceRoot, projectRoot, reads } = build;
  const found = await readsOf(
    new Map([[projectRoot, reads]]),
    files,
    workspaceRoot,
    outputRootOf(build.target),
  );
  const { listed = [], unseen = {} } = found.get(projectRoot) ?? {};
  const hashes = Object.fromEntries(listed.map((path) => [path, files.hashOf(path) ?? '']));
  return resolveBuildInputs(build, { listed: hashes, unseen }, (path) => textOf(join(workspaceRoot, path)));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function asText({ project, decision, changes, upstream }: Explanation): string {
  const own = {
    reuse: `${project} would be reused: all that its build reads is as it was.`,
    unknown: `There is no build of ${project} here to compare with. Nx may have one in its cache.`,
    build: `${project} would be built again, unless Nx has just this in its cache:`,
  }[decision];
  return [own, ...changes.map(indented), ...upstream.flatMap(upstreamLines)].join('\n');
}

function upstreamLines({ project, decision, changes }: Explanation): string[] {
  if (decision === 'unknown') return [`${project} comes first, and has not been built here.`];
  return [
    `${project} comes first. Only if its packages get another content, that is one more reason:`,
    ...changes.map(indented),
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}

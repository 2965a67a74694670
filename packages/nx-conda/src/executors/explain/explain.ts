import type { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { asksGit, type BuildOfProject, resolveBuildInputs, textsIn } from '../../graph/current-inputs';
import { outputFolder } from '../../graph/output-folder';
import { readsOfProject } from '../../graph/reads/reads';
import { recordedReads } from '../../graph/reads/run-record';
import { WorkspaceFiles } from '../../graph/workspace-files';
import { type BuildInputs, readRecordedInputs } from '../../record/recorded-inputs';
import { changedInputs } from '../../record/explain-inputs';
import { buildOf, outputRootOf } from '../build-target';

/** What would become of a build. */
export interface TaskExplanation {
  project: string;
  /**
   * `reuse`: nothing has changed; `build`: something has, or no hash covers what the build reads; `unknown`: there is
   * nothing here to compare with, or Nx compares more than is recorded.
   */
  decision: 'reuse' | 'build' | 'unknown';
  /** A line each. */
  changes: string[];
  /** Why it is not known. */
  reason?: string;
  /** The same of the projects built before, where it is not `reuse`: their digests may change. */
  upstream: TaskExplanation[];
}

/** Compares what a build would read now with what the last one has read. */
export async function explainTask(project: string, context: ExecutorContext): Promise<TaskExplanation> {
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
): Promise<TaskExplanation> {
  const { workspaceRoot, target, unhashed } = build;
  const unknown = { project, decision: 'unknown' as const, changes: [], upstream: [] };
  const before = readRecordedInputs(join(workspaceRoot, outputFolder(outputRootOf(target), project)));
  if (!before)
    return {
      ...unknown,
      reason: `There is no build of ${project} here to compare with. Nx may have one in its cache.`,
    };
  const changed = changedInputs(before, await inputsOfNow(build, files));
  const changes = [...unhashed.map((read) => `no hash covers what is read at ${read}`), ...changed];
  if (changes.length > 0) return { project, decision: 'build', changes, upstream: [] };
  if (asksGit(target)) {
    const reason = `${project} asks git about the workspace: it is built again after each commit, tag and change of any file.`;
    return { ...unknown, reason };
  }
  return { project, decision: 'reuse', changes, upstream: [] };
}

/** As the hook before tasks would find them. */
async function inputsOfNow(build: BuildOfProject, files: WorkspaceFiles): Promise<BuildInputs> {
  const { workspaceRoot, projectRoot, reads, target } = build;
  const place = { workspaceRoot, root: projectRoot, plan: reads, outputRoot: outputRootOf(target) };
  const recorded = recordedReads(await readsOfProject(place, files), files);
  return resolveBuildInputs(build, recorded, textsIn(workspaceRoot));
}

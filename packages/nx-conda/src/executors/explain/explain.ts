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

/** Whether a build would run again, and why. */
export interface TaskExplanation {
  project: string;
  /**
   * `reuse`: nothing has changed; `build`: something has, or no hash covers some input of the build; `unknown`: no
   * earlier build is here to compare with, or Nx compares more than is recorded.
   */
  decision: 'reuse' | 'build' | 'unknown';
  /** False if Nx never caches the build, because no hash covers some input. */
  cached?: false;
  /** One line each. */
  changes: string[];
  /** Why the decision is unknown. */
  reason?: string;
  /** The same for upstream projects that are not `reuse`: their digests may change. */
  upstream: TaskExplanation[];
}

/** Compares the present inputs of a build with those of the last one. */
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
  const reasons = unhashed.map((read) => `${project} is not cached: ${read}`);
  if (!before && reasons.length === 0) {
    return {
      ...unknown,
      reason: `It is unknown whether ${project} would be rebuilt: the output folder contains no build to compare with. Nx's cache may contain a build with the same inputs.`,
    };
  }
  const changed = before ? changedInputs(before, await inputsOfNow(build, files)) : [];
  const changes = [...reasons, ...changed];
  if (reasons.length > 0) return { project, decision: 'build', cached: false, changes, upstream: [] };
  if (changes.length > 0) return { project, decision: 'build', changes, upstream: [] };
  if (asksGit(target)) {
    const reason = `It is unknown whether ${project} would be rebuilt: the recipe or a script reads the state of the git repository, so every new commit, new tag and changed file leads to a rebuild.`;
    return { ...unknown, reason };
  }
  return { project, decision: 'reuse', changes, upstream: [] };
}

/** The same inputs that the hook before tasks finds. */
async function inputsOfNow(build: BuildOfProject, files: WorkspaceFiles): Promise<BuildInputs> {
  const { workspaceRoot, projectRoot, reads, target } = build;
  const place = { workspaceRoot, root: projectRoot, plan: reads, outputRoot: outputRootOf(target) };
  const recorded = recordedReads(await readsOfProject(place, files), files);
  return resolveBuildInputs(build, recorded, textsIn(workspaceRoot));
}

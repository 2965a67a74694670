import {
  type BuildOfProject,
  resolveBuildInputs,
  textsIn,
  upstreamDigests,
  variantsOf,
} from '../../graph/current-inputs';
import { changesSince } from '../../graph/reads/changes';
import { type PlacedPlan, readsOfProject } from '../../graph/reads/reads';
import { recordedReads, type RecordOfProject, readRunRecord } from '../../graph/reads/run-record';
import { RUN_MARKER } from '../../graph/run-marker';
import { WorkspaceFiles } from '../../graph/workspace-files';
import type { BuildInputs } from '../../record/recorded-inputs';
import { changedInputs } from '../../record/explain-inputs';
import { outputRootOf } from '../build-target';
import type { CondaTask } from '../task';
import { ExplainedError } from '../../explained-error';

const MOMENTS = {
  beginning: 'after Nx hashed these inputs and before the build started',
  end: 'during the build',
};

/** The inputs that Nx hashed for a build: they must be unchanged when the build starts and ends. */
export class HashedInputs {
  private constructor(
    /** Used by `conda-explain`. */
    readonly inputs: BuildInputs,
    private readonly build: BuildOfProject,
    private readonly place: PlacedPlan,
    private readonly record: RecordOfProject,
  ) {}

  /** @throws ExplainedError if Nx did not get the hash inputs from nx-conda. */
  static async read(
    { project, conda, workspaceRoot }: CondaTask,
    build: BuildOfProject,
  ): Promise<HashedInputs> {
    const root = build.projectRoot;
    const place = { workspaceRoot, root, plan: conda.reads, outputRoot: outputRootOf(build.target) };
    const record = readRunRecord(root) ?? (await recordWithoutRun(project, place, conda.variants));
    const { variable } = conda.reads;
    const isHashed = variable === undefined || process.env[variable] !== undefined || !hasRun();
    if (!isHashed) throw notHashed(project);
    const inputs = resolveBuildInputs(build, record.reads, (path) => record.variants[path] ?? undefined);
    return new HashedInputs(inputs, build, place, record);
  }

  /**
   * @param when the build starts or ends.
   * @throws ExplainedError that lists the changes: the packages would be cached under a wrong hash.
   */
  async requireUnchanged(project: string, when: keyof typeof MOMENTS): Promise<void> {
    const read = await changesSince(this.record, this.place, when === 'end');
    const isHashed = (change: string) =>
      !this.build.unhashedFiles.some((path) => change.startsWith(`${path} `));
    const changes = [...read.filter(isHashed), ...this.otherChanges()];
    if (changes.length === 0) return;
    throw new ExplainedError(
      `Inputs of ${project} changed ${MOMENTS[when]}:\n${changes.map((change) => `  ${change}`).join('\n')}`,
      [
        'Run the same command again. No packages of this build were kept or cached.',
        'If these inputs change again, find out which program changes them. The build itself must not write into its inputs: it can write into $SRC_DIR.',
      ],
    );
  }

  private otherChanges(): string[] {
    const now = {
      ...this.inputs,
      variants: variantsOf(this.build, textsIn(this.build.workspaceRoot)),
      upstream: upstreamDigests(this.build),
    };
    return changedInputs(this.inputs, now);
  }
}

/** Whether an Nx command on this machine computed the hash. An agent of a distributed run gets it from elsewhere. */
function hasRun(): boolean {
  return process.env[RUN_MARKER] !== undefined;
}

/** The present state: on an agent, at least later changes are noticed. */
async function recordWithoutRun(
  project: string,
  place: PlacedPlan,
  variantFiles: string[],
): Promise<RecordOfProject> {
  if (hasRun()) throw notHashed(project);
  const at = Date.now();
  const files = await WorkspaceFiles.read(place.workspaceRoot);
  const textOf = textsIn(place.workspaceRoot);
  const variants = variantFiles.map((path) => [path, textOf(path) ?? null] as const);
  return {
    at,
    reads: recordedReads(await readsOfProject(place, files), files),
    variants: Object.fromEntries(variants),
  };
}

function notHashed(project: string): ExplainedError {
  return new ExplainedError(
    `Nx hashed ${project} without the inputs that nx-conda provides. After a change, Nx would reuse old packages.`,
    [
      'Build the project with nx run, nx run-many or nx affected.',
      'Check that Nx can write to its workspace data folder (.nx/workspace-data).',
      'If .nx/workspace-data is writable, run nx reset --onlyDaemon to rebuild the project graph.',
    ],
  );
}

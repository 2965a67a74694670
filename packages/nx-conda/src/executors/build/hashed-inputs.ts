import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BuildOfProject,
  resolveBuildInputs,
  upstreamDigests,
  variantsOf,
} from '../../graph/build-inputs';
import { changesSince, type PlacedPlan } from '../../graph/reads/changes';
import { type RecordOfProject, readRunRecord } from '../../graph/reads/run-record';
import type { BuildInputs } from '../../report/build-inputs';
import { changedInputs } from '../../report/explain-inputs';
import { outputRootOf } from '../build-inputs';
import type { CondaTask } from '../task';
import { TaskError } from '../task-error';

/** What Nx hashed for a build: the build must find the same at its beginning and at its end. */
export class HashedInputs {
  private constructor(
    /** For `conda-explain`. */
    readonly inputs: BuildInputs,
    private readonly build: BuildOfProject,
    private readonly place: PlacedPlan,
    private readonly record: RecordOfProject,
  ) {}

  /** @throws TaskError where Nx did not ask nx-conda what to hash. */
  static read({ project, conda, workspaceRoot }: CondaTask, build: BuildOfProject): HashedInputs {
    const root = build.projectRoot;
    const record = readRunRecord(root);
    const { variable } = conda.reads;
    if (!record || (variable !== undefined && process.env[variable] === undefined)) throw notHashed(project);
    const inputs = resolveBuildInputs(build, record.reads, (path) => record.variants[path] ?? undefined);
    const place = { workspaceRoot, root, plan: conda.reads, outputRoot: outputRootOf(build.target) };
    return new HashedInputs(inputs, build, place, record);
  }

  /**
   * @param when for the message: `before it was built`.
   * @throws TaskError that lists what has changed: the packages would be kept under a wrong hash.
   */
  async requireUnchanged(project: string, when: string): Promise<void> {
    const changes = [...(await changesSince(this.record, this.place)), ...this.otherChanges()];
    if (changes.length === 0) return;
    throw new TaskError(
      `What ${project} reads was changed ${when}:\n${changes.map((change) => `  ${change}`).join('\n')}`,
      ['Run again. Nothing was delivered, and nothing is kept in the cache.'],
    );
  }

  private otherChanges(): string[] {
    const now = {
      ...this.inputs,
      variants: variantsOf(this.build, (path) => textOf(join(this.build.workspaceRoot, path))),
      upstream: upstreamDigests(this.build),
    };
    return changedInputs(this.inputs, now);
  }
}

function notHashed(project: string): TaskError {
  return new TaskError(`Nx has hashed ${project} without asking nx-conda what it reads.`, [
    'Run it with nx run, nx run-many or nx affected.',
    'Check that Nx can write to its workspace data folder (.nx/workspace-data).',
    'If it can, refresh the project graph: nx reset',
  ]);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

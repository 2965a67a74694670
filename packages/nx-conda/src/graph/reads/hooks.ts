import type { PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { hashArray } from '../../nx';
import type { PluginOptions } from '../../options';
import { textsIn } from '../current-inputs';
import { WorkspaceFiles } from '../workspace-files';
import { type PlannedWorkspace, readPlans } from './plans-file';
import { hashOfUnseen, readsOf } from './reads';
import { recordedReads, removeRunRecords, RUN_RECORD, type RunRecord, writeRunRecord } from './run-record';

/** Nx walks the workspace some time before this hook runs. */
const BEFORE_MS = 60_000;

/** Nx hashes after this hook, and takes over new environment variables, with and without its daemon. */
export const preTasksExecution: PreTasksExecution<PluginOptions> = async (options, { id, workspaceRoot }) => {
  const planned = readPlans(options);
  if (!planned) return;
  const at = Date.now() - BEFORE_MS;
  const files = await WorkspaceFiles.read(workspaceRoot);
  const plans = new Map(Object.entries(planned.plans));
  const reads = await readsOf(plans, files, workspaceRoot, planned.outputRoot);
  for (const [root, found] of reads) {
    const variable = plans.get(root)?.variable;
    if (variable !== undefined) process.env[variable] = hashOfUnseen(found);
  }
  const projects = Object.fromEntries([...reads].map(([root, found]) => [root, recordedReads(found, files)]));
  const record = { at, projects, variants: textsOf(planned, workspaceRoot) };
  process.env[`${RUN_RECORD}${hashArray([JSON.stringify(options ?? {})])}`] = await writeRunRecord(
    id,
    record,
  );
};

export const postTasksExecution: PostTasksExecution<PluginOptions> = (_options, { id }) =>
  removeRunRecords(id);

function textsOf({ variantFiles }: PlannedWorkspace, workspaceRoot: string): RunRecord['variants'] {
  const textOf = textsIn(workspaceRoot);
  return Object.fromEntries(variantFiles.map((path) => [path, textOf(path) ?? null]));
}

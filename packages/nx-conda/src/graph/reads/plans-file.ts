import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../machine/write-atomically';
import { hashArray, workspaceDataDirectory } from '../../nx';
import type { PluginOptions } from '../../options';
import type { ReadPlan } from './plan';

/** The last graph's facts of all recipes: the hook that runs before tasks does not get the graph. */
export interface PlannedWorkspace {
  outputRoot: string;
  /** Shared variant files, relative to the workspace root. */
  variantFiles: string[];
  /** By project root. */
  plans: Record<string, ReadPlan>;
}

/** Writes changes only. Two plugin entries in nx.json have a file each. */
export async function writePlans(plans: PlannedWorkspace, options: PluginOptions | undefined): Promise<void> {
  const file = plansFile(options);
  const text = JSON.stringify(plans);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeAtomically(file, text);
  } catch {
    // The graph does not need it. A build without it is rejected, see `changedSinceHashed`.
  }
}

/** @returns undefined if there is no graph yet. */
export function readPlans(options: PluginOptions | undefined): PlannedWorkspace | undefined {
  try {
    return JSON.parse(readFileSync(plansFile(options), 'utf8')) as PlannedWorkspace;
  } catch {
    return undefined;
  }
}

function plansFile(options: PluginOptions | undefined): string {
  return join(workspaceDataDirectory, `nx-conda-reads-${hashArray([JSON.stringify(options ?? {})])}.json`);
}

import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheDir, hashArray, hashFile, workspaceDataDirectory } from '../../nx';
import { checkoutOf, commitsOf, settleDoubts } from './ask-git';
import type { ReadPlan } from './plan';
import { Walk, type WalkedWorkspace } from './walk';

/** The files that Nx lists in the workspace. Paths are relative to its root. */
export interface ListedFiles {
  has(path: string): boolean;
  hasBelow(folder: string): boolean;
}

/** The reads of a project. */
export interface ProjectReads {
  /** Files that Nx lists, and so hashes, relative to the workspace root, sorted. */
  listed: string[];
  /** Every file and link that counts, absolute. */
  paths: string[];
  /** The `.git` of each source that rattler-build copies with it, absolute. */
  states: string[];
  /** Reads that Nx does not see, by kind: permissions, links, files it does not list, commits, variables. */
  unseen: Record<string, string>;
}

/** Label prefix for the repository state of a source: rattler-build copies it with the source. */
export const COMMIT_OF = 'commit of ';

/** Marks an answer that failed: no two of them are equal. */
export const NOT_ANSWERED = 'unreadable';

/**
 * Reads of projects that Nx does not see: files outside the workspace or ignored by git, the text and targets of
 * symbolic links, permissions, commits of local repositories, empty variables.
 * @param plans by project root.
 * @param outputRoot the folder for packages, relative to the workspace root.
 */
export async function readsOf(
  plans: ReadonlyMap<string, ReadPlan>,
  files: ListedFiles,
  workspaceRoot: string,
  outputRoot: string,
): Promise<Map<string, ProjectReads>> {
  const workspace = walkedWorkspace(files, workspaceRoot, outputRoot);
  const walks = new Map([...plans].map(([root, plan]) => [root, walked(plan, workspace)]));
  await settleDoubts([...walks.values()]);
  const reads = [...walks].map(async ([root, walk]) => {
    const plan = plans.get(root);
    if (plan) await addStates(walk, plan, workspace.root);
    return [root, readsIn(walk)] as const;
  });
  return new Map(await Promise.all(reads));
}

/** Where a project is, and what it reads. */
export interface PlacedPlan {
  workspaceRoot: string;
  /** Project root, relative to the workspace root. */
  root: string;
  plan: ReadPlan;
  /** Folder for packages, relative to the workspace root. */
  outputRoot: string;
}

/** The same for one project. */
export async function readsOfProject(
  { workspaceRoot, root, plan, outputRoot }: PlacedPlan,
  files: ListedFiles,
): Promise<ProjectReads> {
  const reads = await readsOf(new Map([[root, plan]]), files, workspaceRoot, outputRoot);
  return reads.get(root) ?? { listed: [], paths: [], states: [], unseen: {} };
}

/** The hash of a project's reads that Nx does not see. */
export function hashOfUnseen({ unseen }: Pick<ProjectReads, 'unseen'>): string {
  const entries = Object.entries(unseen);
  if (entries.length === 0) return 'nothing';
  // A build with unreadable inputs must not be reused, nor a later build be mistaken for it.
  const isUnknown = entries.some(([, value]) => /^(?:executable \d+, )?unreadable$/.test(value));
  return hashArray([...entries.flat(), ...(isUnknown ? [String(Date.now())] : [])]);
}

export function walkedWorkspace(
  files: ListedFiles,
  workspaceRoot: string,
  outputRoot: string,
  hashContent: (path: string) => string | undefined = rememberedHash(),
): WalkedWorkspace {
  const root = realpathSync(workspaceRoot);
  const written = ['.nx', 'node_modules', outputRoot].map((folder) => join(root, folder));
  const excluded = new Set([...written, cacheDir, workspaceDataDirectory]);
  return {
    root,
    isListed: (path) => files.has(path),
    hasListed: (folder) => files.hasBelow(folder),
    isExcluded: (path) => excluded.has(path),
    hashContent,
  };
}

/** Several projects may read one file. */
function rememberedHash(): WalkedWorkspace['hashContent'] {
  const hashes = new Map<string, string | undefined>();
  return (path) => {
    if (!hashes.has(path)) hashes.set(path, hashFile(path) ?? undefined);
    return hashes.get(path);
  };
}

function readsIn({ listed, paths, repositories, unseen }: Walk): ProjectReads {
  const states = repositories.map(({ path }) => join(path, '.git'));
  return { listed: [...listed].sort(), paths: [...paths], states, unseen: sorted(unseen) };
}

function walked({ areas }: ReadPlan, workspace: WalkedWorkspace): Walk {
  const walk = new Walk(workspace);
  areas.forEach((area) => walk.area(area));
  return walk;
}

async function addStates(walk: Walk, plan: ReadPlan, workspaceRoot: string): Promise<void> {
  for (const { label, path } of walk.repositories) {
    walk.unseen.set(COMMIT_OF + label, await checkoutOf(path));
  }
  for (const { path, ref } of plan.repositories) {
    const commits = await commitsOf(resolve(workspaceRoot, path), ref);
    walk.unseen.set(`${[ref.kind, ref.name].filter(Boolean).join(' ')} of ${path}`, commits ?? NOT_ANSWERED);
  }
  for (const name of plan.environment) {
    if (process.env[name] === '') walk.unseen.set(`environment variable ${name}`, 'empty');
  }
}

function sorted(entries: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The reads of every project: its folder, and the variant files in it. */
const OWN_AREAS = 3;

/**
 * Whether a project has reads that Nx may not see, now or after a change that Nx does not notice.
 * @param entries names in its folder.
 */
export function mayReadUnseen({ areas, repositories, environment }: ReadPlan, entries: string[]): boolean {
  const known = ['recipe.yaml', 'project.json', 'package.json'];
  return (
    repositories.length > 0 ||
    environment.length > 0 ||
    areas.length > OWN_AREAS ||
    entries.some((entry) => !known.includes(entry))
  );
}

/** The variable whose value Nx hashes for a project. @param root relative to the workspace root. */
export function readsVariable(root: string): string {
  const name = root.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return `NX_CONDA_READS_${name}_${hashArray([root]).slice(0, 8)}`;
}

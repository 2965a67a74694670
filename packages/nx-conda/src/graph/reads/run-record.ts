import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceDataDirectory } from '../../nx';
import type { WorkspaceFiles } from '../workspace-files';
import type { ProjectReads } from './reads';

/** The reads of projects when Nx hashed them: a build must find the same. */
export interface RunRecord {
  /** Milliseconds since 1970; Nx hashed everything that changed before. */
  at: number;
  /** By project root. */
  projects: Record<string, RecordedReads>;
  /** Texts of the shared variant files by path; null if missing. */
  variants: Record<string, string | null>;
}

/** The part of a record for one project. */
export interface RecordOfProject {
  at: number;
  reads: RecordedReads;
  variants: RunRecord['variants'];
}

export interface RecordedReads {
  /** Nx's content hash by path, for the files that Nx lists. */
  listed: Record<string, string>;
  /** As in `ProjectReads`. */
  unseen: Record<string, string>;
}

/** @param files of the same moment. */
export function recordedReads(
  { listed, unseen }: Pick<ProjectReads, 'listed' | 'unseen'>,
  files: Pick<WorkspaceFiles, 'hashOf'>,
): RecordedReads {
  return { listed: Object.fromEntries(listed.map((path) => [path, files.hashOf(path) ?? ''])), unseen };
}

/**
 * Prefix of the variables that point the tasks of a run to its records, one for each entry of the plugin in nx.json.
 */
export const RUN_RECORD = 'NX_CONDA_RUN_';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const folder = join(workspaceDataDirectory, 'nx-conda-runs');

/** @param id of the run. @returns the path of the record. */
export async function writeRunRecord(id: string, record: RunRecord): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${fileName(id)}-${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(record));
  await removeOld();
  return file;
}

/** What this run hashed of a project; undefined if Nx ran no hook before its tasks. @param root project root. */
export function readRunRecord(root: string): RecordOfProject | undefined {
  const names = Object.keys(process.env).filter((name) => name.startsWith(RUN_RECORD));
  for (const name of names) {
    const record = readRecord(process.env[name] ?? '');
    const reads = record?.projects[root];
    if (record && reads) return { at: record.at, reads, variants: record.variants };
  }
  return undefined;
}

export async function removeRunRecords(id: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${fileName(id)}-`));
  await Promise.all(own.map((name) => rm(join(folder, name), { force: true })));
}

function readRecord(file: string): RunRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}

function fileName(id: string): string {
  return id.replace(/\W/g, '_');
}

/** Killed runs leave their record behind; no build takes a week. */
async function removeOld(): Promise<void> {
  const names = await readdir(folder);
  for (const name of names) {
    const path = join(folder, name);
    const age = await stat(path)
      .then(({ mtimeMs }) => Date.now() - mtimeMs)
      .catch(() => 0);
    if (age > WEEK_MS) await rm(path, { force: true });
  }
}

import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../../nx';
import { COMMIT_OF, type ListedFiles, type PlacedPlan, readsOfProject } from './reads';
import type { RecordOfProject } from './run-record';

/**
 * Differences between what a project reads now and when Nx hashed it, one per line.
 * @param isCopied sources are already in the work folder: their commits do not matter.
 */
export async function changesSince(
  record: RecordOfProject,
  project: PlacedPlan,
  isCopied: boolean,
): Promise<string[]> {
  const { workspaceRoot } = project;
  const files = new RecordedFiles(Object.keys(record.reads.listed));
  const now = await readsOfProject(project, files);
  const changes = [
    ...listedChanges(record, new Set(now.listed), workspaceRoot),
    ...unseenChanges(record.reads.unseen, now.unseen).filter(
      (change) => !(isCopied && change.startsWith(COMMIT_OF)),
    ),
  ];
  return [...new Set(changes)].sort();
}

/** The files that Nx listed when it hashed. */
class RecordedFiles implements ListedFiles {
  private readonly files: Set<string>;
  private readonly folders = new Set<string>(['.']);

  constructor(files: string[]) {
    this.files = new Set(files);
    for (const file of files) {
      for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
        this.folders.add(file.slice(0, end));
      }
    }
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  hasBelow(folder: string): boolean {
    return this.folders.has(folder);
  }
}

function listedChanges(
  { reads, at }: RecordOfProject,
  now: ReadonlySet<string>,
  workspaceRoot: string,
): string[] {
  return Object.entries(reads.listed).flatMap(([path, hash]) => {
    if (!now.has(path)) return [`${path} is gone`];
    // Places that are read as a whole are hashed here, and compared there: Nx may not watch them.
    if (hasContent(reads.unseen[path])) return [];
    const file = join(workspaceRoot, path);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    return stat && isChanged(stat, file, { hash, at }) ? [`${path} has changed`] : [];
  });
}

function hasContent(unseen: string | undefined): boolean {
  return unseen !== undefined && !/^executable \d+$/.test(unseen);
}

/** The change time (ctime) cannot be set, unlike the modification time. */
function isChanged(stat: Stats, file: string, { hash, at }: { hash: string; at: number }): boolean {
  // The targets of links are compared with the unseen reads.
  if (!stat.isFile() || stat.ctimeMs < at) return false;
  return hashFile(file) !== hash;
}

function unseenChanges(before: Record<string, string>, now: Record<string, string>): string[] {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return labels
    .filter((label) => before[label] !== now[label])
    .map(
      (label) =>
        `${label} ${before[label] === undefined ? 'is new' : now[label] === undefined ? 'is gone' : 'has changed'}`,
    );
}

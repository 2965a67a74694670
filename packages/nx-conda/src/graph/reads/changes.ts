import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../../nx';
import { COMMIT_OF, type ListedFiles, type PlacedPlan, readsOfProject } from './reads';
import type { RecordOfProject } from './run-record';

/**
 * What the files and commits that a project reads are now, other than when Nx hashed them: a line each.
 * @param isCopied sources are in the work folder already: a commit of what they are made no difference.
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
    // What is read as a whole is hashed here, and compared there: Nx may not watch it.
    if (hasContent(reads.unseen[path])) return [];
    const file = join(workspaceRoot, path);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    return stat && isChanged(stat, file, { hash, at }) ? [`${path} has changed`] : [];
  });
}

function hasContent(unseen: string | undefined): boolean {
  return unseen !== undefined && !/^executable \d+$/.test(unseen);
}

/** The time of the last change of a file's record cannot be set, other than that of its content. */
function isChanged(stat: Stats, file: string, { hash, at }: { hash: string; at: number }): boolean {
  // What a link leads to is compared with the unseen reads.
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

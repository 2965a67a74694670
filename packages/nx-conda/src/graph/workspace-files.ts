import { getAllFileDataInContext, hashArray } from '../nx';

interface HashedFile {
  /** Relative to the workspace root, `/` separated. */
  file: string;
  hash: string;
}

/** The files that Nx sees in the workspace: what git ignores is not among them. */
export class WorkspaceFiles {
  private readonly hashes: Map<string, string>;

  constructor(files: HashedFile[]) {
    this.hashes = new Map(files.map(({ file, hash }) => [file, hash]));
  }

  static async read(workspaceRoot: string): Promise<WorkspaceFiles> {
    return new WorkspaceFiles(await getAllFileDataInContext(workspaceRoot));
  }

  has(path: string): boolean {
    return this.hashes.has(path);
  }

  /** All files of this name, at any depth. */
  named(name: string): string[] {
    return [...this.hashes.keys()].filter((file) => file === name || file.endsWith(`/${name}`));
  }

  /**
   * A hash of all that lies below each folder, in one pass over the files: one glob per folder takes seconds where there
   * are thousands.
   * @param folders relative to the workspace root; `.` for the root itself.
   */
  contentHashes(folders: readonly string[]): Map<string, string> {
    const contents = new Map<string, string[]>(folders.map((folder) => [folder, []]));
    for (const [file, hash] of this.hashes) {
      for (const folder of foldersAbove(file)) contents.get(folder)?.push(`${file}:${hash}`);
    }
    return new Map([...contents].map(([folder, files]) => [folder, hashArray(files.sort())]));
  }
}

function* foldersAbove(file: string): Generator<string> {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    yield file.slice(0, end);
  }
  yield '.';
}

import { getAllFileDataInContext, hashArray } from '../nx';

interface HashedFile {
  /** Relative to the workspace root, `/` separated. */
  file: string;
  hash: string;
}

/** The files that Nx sees in the workspace, without those that git ignores. */
export class WorkspaceFiles {
  private readonly hashes: Map<string, string>;
  /** Built at once: one glob per folder takes seconds for thousands of folders. */
  private byFolder: Map<string, string[]> | undefined;

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

  /** The files at some paths and below them; `.` for the whole workspace. */
  at(paths: readonly string[]): string[] {
    this.byFolder ??= filesByFolder(this.hashes.keys());
    return paths.flatMap((path) => (this.has(path) ? [path] : (this.byFolder?.get(path) ?? [])));
  }

  /** Nx's content hash of a file; undefined for a file that Nx does not list. */
  hashOf(path: string): string | undefined {
    return this.hashes.get(path);
  }

  /** Whether a folder contains a file, at any depth. */
  hasBelow(folder: string): boolean {
    this.byFolder ??= filesByFolder(this.hashes.keys());
    return this.byFolder.has(folder);
  }

  /** @param files relative to the workspace root; missing files count as empty. */
  contentHash(files: readonly string[]): string {
    return hashArray([...files].sort().map((file) => `${file}:${this.hashes.get(file) ?? ''}`));
  }
}

function filesByFolder(files: Iterable<string>): Map<string, string[]> {
  const byFolder = new Map<string, string[]>();
  for (const file of files) {
    for (const folder of foldersAbove(file)) {
      const known = byFolder.get(folder);
      if (known) known.push(file);
      else byFolder.set(folder, [file]);
    }
  }
  return byFolder;
}

function* foldersAbove(file: string): Generator<string> {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    yield file.slice(0, end);
  }
  yield '.';
}

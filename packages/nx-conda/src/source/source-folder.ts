import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ExplainedError } from '../explained-error';

/** Many more files than the source of one package has. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 10;
const MAX_SIZE = 1_000_000;
const SKIPPED = new Set(['.git', '.hg', '.svn', '.nx', '.tox', '.venv', 'node_modules', '__pycache__']);

/**
 * The files of a source. Does not follow links, and reads only in the folder. If the source has too many files, the
 * deepest are left out.
 */
export class SourceFolder {
  /** Relative to the folder, with `/`; top-level files first. */
  readonly files: readonly string[];
  private readonly known: ReadonlySet<string>;

  /** @param folder absolute path */
  constructor(readonly folder: string) {
    this.files = list(folder);
    this.known = new Set(this.files);
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  /**
   * The text of a file; undefined if it is not in the source, or too large.
   * @param maxSize bytes
   */
  read(name: string, maxSize = MAX_SIZE): string | undefined {
    const path = posix.normalize(name);
    if (!this.known.has(path)) return undefined;
    const text = readText(join(this.folder, path));
    return text !== undefined && text.length <= maxSize ? text : undefined;
  }

  /**
   * The text of a build file; undefined if it does not exist.
   * @throws ExplainedError if it is too large: without it, the kind of the source would be wrong
   */
  readBuildFile(name: string, maxSize = MAX_SIZE): string | undefined {
    const text = this.read(name, maxSize);
    if (text !== undefined || !this.has(posix.normalize(name))) return text;
    throw new ExplainedError(`${name} of the source is unreadable, or larger than ${maxSize} bytes.`, [
      'Check that this is the source you want.',
    ]);
  }

  /** The names of the files and folders directly in a folder. @param below `''` for the top */
  entries(below: string): string[] {
    const start = below === '' ? '' : `${below}/`;
    const names = this.files
      .filter((file) => file.startsWith(start))
      .map((file) => file.slice(start.length).split('/')[0] ?? '');
    return [...new Set(names)];
  }
}

function list(folder: string): string[] {
  const files: string[] = [];
  let level = [''];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    level = level.flatMap((below) => (files.length >= MAX_FILES ? [] : listOne(folder, below, files)));
  }
  return files;
}

/** Adds the files, and returns the folders. */
function listOne(folder: string, below: string, files: string[]): string[] {
  const folders: string[] = [];
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true }).sort(byName)) {
    const name = posix.join(below, entry.name);
    if (entry.isFile()) files.push(name);
    else if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(name);
  }
  return folders;
}

function byName({ name: left }: { name: string }, { name: right }: { name: string }): number {
  return left < right ? -1 : 1;
}

function readText(path: string): string | undefined {
  try {
    const status = lstatSync(path);
    return status.isFile() && status.size <= MAX_SIZE
      ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
      : undefined;
  } catch {
    return undefined;
  }
}

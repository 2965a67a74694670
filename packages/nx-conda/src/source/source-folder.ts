import { type Dirent, lstatSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ExplainedError } from '../explained-error';
import { folderEntries } from '../machine/folder-entries';

/** Many more files than the source of one package has. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 10;
const MAX_SIZE = 1_000_000;
const SKIPPED = new Set(['.git', '.hg', '.svn', '.nx', '.tox', '.venv', 'node_modules', '__pycache__']);
/** A folder that contains one of these is a Python or conda environment. */
const ENVIRONMENT = new Set(['pyvenv.cfg', 'conda-meta']);

/**
 * The files of a source. Does not follow links, and reads only in the folder. If the source has too many files, the
 * deepest are left out. Python and conda environments in it are not part of the source.
 */
export class SourceFolder {
  /** Relative to the folder, with `/`; top-level files first. */
  readonly files: readonly string[];
  /** Links, to files or folders; relative to the folder. */
  readonly links: readonly string[];
  /** The names of everything in the top folder: files, folders, and links. */
  readonly top: readonly string[];
  /** False if files are left out: there are too many, or a folder is unreadable. */
  readonly isComplete: boolean;
  private readonly known: ReadonlySet<string>;

  /** @param folder absolute path */
  constructor(readonly folder: string) {
    const { files, links, top, isComplete } = list(folder);
    this.files = files;
    this.links = links;
    this.top = top;
    this.isComplete = isComplete;
    this.known = new Set(files);
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
    throw new ExplainedError(
      `${name} of the source is unreadable, or larger than ${maxSize} bytes, the limit of nx-conda.`,
      [
        'Check that --from names the right source.',
        'If it does, pass --from=blank, and fill in the recipe yourself.',
      ],
    );
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

interface Listing {
  files: string[];
  links: string[];
  top: string[];
  isComplete: boolean;
}

function list(folder: string): Listing {
  const listing: Listing = { files: [], links: [], top: [], isComplete: true };
  let level = [''];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= MAX_DEPTH || listing.files.length >= MAX_FILES) return { ...listing, isComplete: false };
    level = level.flatMap((below) => listOne(folder, below, listing));
  }
  return listing;
}

/** Adds the files, and returns the folders. */
function listOne(folder: string, below: string, listing: Listing): string[] {
  const entries = folderEntries(join(folder, below))?.sort(byName);
  if (!entries || listing.files.length >= MAX_FILES) {
    listing.isComplete = false;
    return [];
  }
  if (below === '') listing.top = entries.map(({ name }) => name);
  if (below !== '' && entries.some(({ name }) => ENVIRONMENT.has(name))) return [];
  const kept = entries.filter((entry) => !entry.isDirectory() || !SKIPPED.has(entry.name));
  const names = (entry: Dirent) => posix.join(below, entry.name);
  listing.files.push(...kept.filter((entry) => entry.isFile()).map(names));
  listing.links.push(...kept.filter((entry) => entry.isSymbolicLink()).map(names));
  return kept.filter((entry) => entry.isDirectory()).map(names);
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

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { tarEntries } from '../channel/tar';
import { ExplainedError } from '../recipe/explained-error';
import { safePath } from './safe-path';

const MAX_FILES = 100_000;
const MAX_SIZE = 4_000_000_000;
/** Of a zip entry: the bits that say what it is (stat.h), and those of a link. */
const TYPE_BITS = 0o170000;
const LINK = 0o120000;

/** A file in an archive. */
interface Member {
  path: string;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Unpacks the files of a `.tar.gz` or `.zip`. Links are left out; nothing is written outside of the folder.
 * @param into an empty folder
 * @returns the top folder of the source: the one folder in the archive, or `into`
 * @throws ExplainedError for paths that lead out, for archives that are damaged, and for those that are far too large
 */
export async function unpackSdist(archive: string, into: string): Promise<string> {
  try {
    await write(archive.endsWith('.zip') ? zipMembers(archive) : tarMembers(archive), into);
  } catch (error) {
    throw error instanceof ExplainedError ? error : refused((error as Error).message);
  }
  const top = await readdir(into, { withFileTypes: true });
  const [only] = top;
  return top.length === 1 && only?.isDirectory() ? join(into, only.name) : into;
}

async function write(members: AsyncIterable<Member>, into: string): Promise<void> {
  let count = 0;
  let size = 0;
  const counted = async function* (content: AsyncIterable<Uint8Array>) {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > MAX_SIZE) throw refused(`it holds more than ${MAX_SIZE} bytes`);
      yield chunk;
    }
  };
  for await (const { path, content } of members) {
    if (++count > MAX_FILES) throw refused(`it holds more than ${MAX_FILES} files`);
    const relative = safePath(path);
    if (relative === undefined)
      throw refused(`it holds a path that leads elsewhere, ${JSON.stringify(path.slice(0, 100))}`);
    const file = join(into, relative);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(content, counted, createWriteStream(file));
  }
}

async function* tarMembers(archive: string): AsyncGenerator<Member> {
  for await (const { path, type, content } of tarEntries(createReadStream(archive).pipe(createGunzip()))) {
    if (type === 'file') yield { path, content };
  }
}

async function* zipMembers(archive: string): AsyncGenerator<Member> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (isFile(entry)) yield { path: entry.fileName, content: await zip.openReadStreamPromise(entry) };
    }
  } finally {
    zip.close();
  }
}

function isFile({ fileName, externalFileAttributes }: Entry): boolean {
  return !fileName.endsWith('/') && ((externalFileAttributes >>> 16) & TYPE_BITS) !== LINK;
}

function refused(reason: string): ExplainedError {
  return new ExplainedError(`The sdist is not unpacked: ${reason}.`, [
    'Take another version, or the Git repository: git:<url>@<tag>',
  ]);
}

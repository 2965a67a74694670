import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { run } from '../../machine/run';
import { ExplainedError } from '../../explained-error';
import { limited } from '../../machine/limited';

/** What is more than any source holds. */
export interface UnpackLimits {
  files: number;
  bytes: number;
}

const TAR = /\.(tar(\.\w+)?|tgz|tbz2?|txz|tzst)$/i;
const ZIP = /\.(zip|whl)$/i;
const GZIP = '1f8b';
/** What tar would decompress by itself, by the first bytes: gzip, compress, bzip2, xz, zstd, lzip, lzma. */
const COMPRESSED = [GZIP, '1f9d', '425a68', 'fd377a58', '28b52ffd', '4c5a4950', '5d0000'];
/** Names that say so. Only what says gzip, or nothing, is limited before it is on the disk. */
const SAYS_COMPRESSED = /\.(tar\.(bz2|xz|zst|lz|lzma|z)|tbz2?|txz|tzst)$/i;
const TIMEOUT_MS = 10 * 60_000;
/** Of a zip entry: the bits that say what it is (stat.h), and those of a link. */
const TYPE_BITS = 0o170000;
const LINK = 0o120000;

/**
 * Unpacks a source as rattler-build does: one folder around everything is left out, and what is no archive is the source
 * itself. Links are left out, and nothing is written outside of the folder.
 * @param name the last part of its URL, which says what it is
 * @param into an empty folder
 * @returns the top folder of the source, `into` or below it
 * @throws ExplainedError for paths that lead out, devices, and archives that are damaged or far too large
 */
export async function unpack(
  archive: string,
  name: string,
  into: string,
  limits: UnpackLimits,
): Promise<string> {
  try {
    if (TAR.test(name)) await unpackTar(archive, name, { into, bytes: limits.bytes });
    else if (ZIP.test(name)) await unpackZip(archive, into, limits);
    else await copyFile(archive, join(into, basename(name) || 'source'));
    await tidy(into, { files: 0, bytes: 0 }, limits);
  } catch (error) {
    throw new ExplainedError(`The archive cannot be unpacked: ${(error as Error).message}.`, [
      'Take another version, or the Git repository instead of the archive.',
    ]);
  }
  const [only, ...others] = await readdir(into, { withFileTypes: true });
  return only?.isDirectory() && others.length === 0 ? join(into, only.name) : into;
}

/** tar knows all kinds of entries and compressions, and refuses paths that lead out of the folder. */
async function unpackTar(
  archive: string,
  name: string,
  { into, bytes }: { into: string; bytes: number },
): Promise<void> {
  const file = await plainTar(archive, name, bytes);
  const { exitCode, missing, stderr } = await run('tar', ['-x', '-o', '-f', basename(file), '-C', into], {
    cwd: dirname(file),
    capture: true,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (file !== archive) await rm(file);
  if (missing) throw new Error('there is no tar on this machine');
  if (exitCode === 0) return;
  const lines = stderr.trim().split('\n').slice(0, 3);
  throw new Error(lines.join('; ').replace(/\p{Cc}/gu, '') || 'it takes too long');
}

/** What it holds is limited before it is on the disk: a thousand times as much fits into the archive. */
async function plainTar(archive: string, name: string, bytes: number): Promise<string> {
  if (!(await startsWith(archive, [GZIP]))) {
    if (SAYS_COMPRESSED.test(name) || !(await startsWith(archive, COMPRESSED))) return archive;
    throw new Error('it is compressed in another way than its name says');
  }
  const plain = `${archive}.plain`;
  await pipeline(
    createReadStream(archive),
    createGunzip(),
    (source) => limited(source as AsyncIterable<Uint8Array>, bytes),
    createWriteStream(plain),
  );
  if (await startsWith(plain, COMPRESSED)) throw new Error('what is in it is compressed once more');
  return plain;
}

async function startsWith(path: string, starts: readonly string[]): Promise<boolean> {
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
  return starts.some((start) => buffer.toString('hex').startsWith(start));
}

/** yauzl refuses paths that lead out, and entries that are larger than they say. */
async function unpackZip(archive: string, into: string, limits: UnpackLimits): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  let bytes = 0;
  try {
    if (zip.entryCount > limits.files) throw tooLarge(limits.files, 'files');
    for await (const entry of zip.eachEntry()) {
      if (!isFile(entry)) continue;
      bytes += entry.uncompressedSize;
      if (bytes > limits.bytes) throw tooLarge(limits.bytes, 'bytes');
      const target = join(into, entry.fileName);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    }
  } finally {
    zip.close();
  }
}

function isFile({ fileName, externalFileAttributes }: Entry): boolean {
  return !fileName.endsWith('/') && ((externalFileAttributes >>> 16) & TYPE_BITS) !== LINK;
}

/** Leaves only files and folders that can be read and removed, with names that can be shown. */
async function tidy(folder: string, count: UnpackLimits, limits: UnpackLimits): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || /\p{Cc}/u.test(entry.name)) await rm(path, { recursive: true });
    else if (entry.isDirectory()) await tidy(path, count, limits);
    else if (!entry.isFile()) throw new Error(`${entry.name} is no file, link or directory`);
    else {
      const { size, mode } = await lstat(path);
      await chmod(path, (mode & 0o755) | 0o600);
      if (++count.files > limits.files) throw tooLarge(limits.files, 'files');
      if ((count.bytes += size) > limits.bytes) throw tooLarge(limits.bytes, 'bytes');
    }
  }
}

function tooLarge(limit: number, unit: 'files' | 'bytes'): Error {
  return new Error(`it holds more than ${limit} ${unit}`);
}

import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { run } from '../../machine/run';
import { ExplainedError } from '../../explained-error';
import { limited } from '../../machine/limited';

/** Limits above the size of any source. */
export interface UnpackLimits {
  files: number;
  bytes: number;
}

const TAR = /\.(tar(\.\w+)?|tgz|tbz2?|txz|tzst)$/i;
const ZIP = /\.(zip|whl)$/i;
const GZIP = '1f8b';
/** First bytes of formats that tar decompresses: gzip, compress, bzip2, xz, zstd, lzip, lzma. */
const COMPRESSED = [GZIP, '1f9d', '425a68', 'fd377a58', '28b52ffd', '4c5a4950', '5d0000'];
/** File names of compressed archives. Only gzip and uncompressed archives are limited before they are on disk. */
const SAYS_COMPRESSED = /\.(tar\.(bz2|xz|zst|lz|lzma|z)|tbz2?|txz|tzst)$/i;
const TIMEOUT_MS = 10 * 60_000;
/** File type bits of a zip entry (stat.h), and their value for a link. */
const TYPE_BITS = 0o170000;
const LINK = 0o120000;

/**
 * Unpacks a source like rattler-build: strips a single top folder, and keeps a file that is not an archive. Skips links,
 * and writes only to the folder.
 * @param name the last part of its URL, which determines the format
 * @param into an empty folder
 * @returns the top folder of the source, `into` or below it
 * @throws ExplainedError for paths that lead out, devices, and damaged or oversized archives
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
    if (error instanceof ExplainedError) throw error;
    throw new ExplainedError(
      `The archive ${basename(name)} could not be unpacked: ${(error as Error).message}.`,
      ['Use another version, or the Git repository instead of the archive.'],
    );
  }
  const [only, ...others] = await readdir(into, { withFileTypes: true });
  return only?.isDirectory() && others.length === 0 ? join(into, only.name) : into;
}

/** tar supports all kinds of entries and compressions, and refuses paths that lead out of the folder. */
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
  if (missing)
    throw new ExplainedError(`The archive ${basename(name)} could not be unpacked: tar is not installed.`, [
      'Install tar.',
    ]);
  if (exitCode === 0) return;
  const lines = stderr.trim().split('\n').slice(0, 3);
  throw new Error(lines.join('; ').replace(/\p{Cc}/gu, '') || 'timed out');
}

/** Limits the content before it is on disk: an archive can expand a thousandfold. */
async function plainTar(archive: string, name: string, bytes: number): Promise<string> {
  if (!(await startsWith(archive, [GZIP]))) {
    if (SAYS_COMPRESSED.test(name) || !(await startsWith(archive, COMPRESSED))) return archive;
    throw new Error('its compression does not match its name');
  }
  const plain = `${archive}.plain`;
  await pipeline(
    createReadStream(archive),
    createGunzip(),
    (source) => limited(source as AsyncIterable<Uint8Array>, bytes),
    createWriteStream(plain),
  );
  if (await startsWith(plain, COMPRESSED)) throw new Error('its content is compressed more than once');
  return plain;
}

async function startsWith(path: string, starts: readonly string[]): Promise<boolean> {
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
  return starts.some((start) => buffer.toString('hex').startsWith(start));
}

/** yauzl refuses paths that lead out, and entries larger than declared. */
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

/** Keeps only readable, removable files and folders with printable names. */
async function tidy(folder: string, count: UnpackLimits, limits: UnpackLimits): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || /\p{Cc}/u.test(entry.name)) await rm(path, { recursive: true });
    else if (entry.isDirectory()) await tidy(path, count, limits);
    else if (!entry.isFile()) throw new Error(`${entry.name} is not a file, link or directory`);
    else {
      const { size, mode } = await lstat(path);
      await chmod(path, (mode & 0o755) | 0o600);
      if (++count.files > limits.files) throw tooLarge(limits.files, 'files');
      if ((count.bytes += size) > limits.bytes) throw tooLarge(limits.bytes, 'bytes');
    }
  }
}

function tooLarge(limit: number, unit: 'files' | 'bytes'): Error {
  return new Error(`it contains more than ${limit} ${unit}`);
}

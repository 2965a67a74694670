import { crc32 } from 'node:zlib';
import { type Entry, type ZipFile, openPromise } from 'yauzl';
import { type TarEntry, tarEntries } from './tar';
import { decompressZstd } from './zstd';
import { ExplainedError } from '../explained-error';

/** The two tar archives in a `.conda` file: the metadata and the installed files. */
export type Archive = 'info' | 'pkg';

export interface PackageEntry extends TarEntry {
  archive: Archive;
}

/** Starts to load the modules for reading a package during idle time: this is slow. */
export function prepareToRead(): void {
  // Load errors surface where the module is used.
  Promise.all([import('yauzl'), import('tar-stream'), import('fzstd')]).catch(() => undefined);
}

/**
 * The entries of a `.conda` file: a zip with `info-*.tar.zst` and `pkg-*.tar.zst`. Nothing is held in memory: read the
 * content of an entry before requesting the next one.
 * @param archives the archives to read, in this order.
 * @throws ExplainedError, while iterating, if the file is not a `.conda` file or is damaged.
 */
export async function* readPackage(
  file: string,
  archives: Archive[] = ['info', 'pkg'],
): AsyncGenerator<PackageEntry> {
  refuseOldFormat(file);
  const zip = await explained(file, () => openPromise(file, { lazyEntries: true, autoClose: false }));
  try {
    const members = await explained(file, () => membersOf(zip));
    for (const archive of archives) yield* entriesOf(archive, { file, zip, members });
  } finally {
    zip.close();
  }
}

/**
 * The text of one metadata file, `info/recipe/rendered_recipe.yaml`; undefined if missing.
 * @throws ExplainedError if the file is not a `.conda` file or is damaged.
 */
export async function readInfoFile(file: string, path: string): Promise<string | undefined> {
  for await (const entry of readPackage(file, ['info'])) {
    if (entry.path === path) return (await readContent(entry)).toString('utf8');
  }
  return undefined;
}

/** The whole content of an entry: for metadata only. */
export async function readContent({ content }: Pick<TarEntry, 'content'>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface OpenPackage {
  file: string;
  zip: ZipFile;
  members: Entry[];
}

async function* entriesOf(
  archive: Archive,
  { file, zip, members }: OpenPackage,
): AsyncGenerator<PackageEntry> {
  const member = members.find(({ fileName }) => isArchive(fileName, archive));
  if (!member) throw damaged(file, `the archive ${archive}-*.tar.zst is missing`);
  const compressed = await explained(file, () => zip.openReadStreamPromise(member));
  const entries = tarEntries(decompressZstd(verified(compressed, member)));
  for await (const entry of explainedWhileReading(file, entries)) {
    yield { ...entry, archive, content: explainedWhileReading(file, entry.content) };
  }
}

/** Neither the zip reader nor the decoder in JavaScript verifies a checksum. */
async function* verified(
  source: AsyncIterable<Uint8Array>,
  { fileName, crc32: expected }: Entry,
): AsyncGenerator<Uint8Array> {
  let actual = 0;
  for await (const chunk of source) {
    actual = crc32(chunk, actual);
    yield chunk;
  }
  if (actual !== expected) throw new Error(`the checksum of ${fileName} is wrong`);
}

function isArchive(fileName: string, archive: Archive): boolean {
  return fileName.startsWith(`${archive}-`) && fileName.endsWith('.tar.zst');
}

async function membersOf(zip: ZipFile): Promise<Entry[]> {
  const members: Entry[] = [];
  for await (const member of zip.eachEntry()) members.push(member);
  return members;
}

function refuseOldFormat(file: string): void {
  if (!file.endsWith('.tar.bz2')) return;
  throw new ExplainedError(`${file} is a package in the old format .tar.bz2: only .conda is supported.`, [
    'Build the package as .conda, the default of rattler-build: omit --package-format.',
  ]);
}

async function explained<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw explain(file, error);
  }
}

async function* explainedWhileReading<T>(file: string, items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    throw explain(file, error);
  }
}

/** Errors of the system, such as a missing file, name the file already. */
function explain(file: string, error: unknown): unknown {
  const { message, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof ExplainedError || syscall !== undefined) return error;
  return damaged(file, message);
}

function damaged(file: string, cause: string): ExplainedError {
  return new ExplainedError(`${file} is not a readable .conda package: ${cause}.`, [
    'Delete the file and build the package again.',
    'If the new file is damaged too, run nx run <project>:conda-build --skip-nx-cache. If that file is also damaged, check the disk.',
  ]);
}

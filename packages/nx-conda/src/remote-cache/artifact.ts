import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { tarEntries, type TarEntry } from '../channel/tar';
import { limited } from '../machine/limited';
import { compareFiles, readCompleteBuild } from '../record/complete-build';

/** More than any build.json needs; it is read into memory, and a small archive may contain gigabytes of zeros. */
const MAX_REPORT = 64_000_000;

/** The content of an artifact that the check needs. */
interface Contents {
  /** sha256 by path, hexadecimal. */
  hashes: Map<string, string>;
  /** The text of each build.json, by its folder. */
  reports: Map<string, string>;
}

/**
 * Checks an artifact from a remote cache: a gzipped tar of a task's outputs, `terminalOutput` and `code` (the protocol
 * of Nx's self-hosted caches). Packages must match the `build.json` beside them, it must be of the requested task, and
 * no path may leave the workspace.
 * @param hash of the task; undefined if unknown.
 * @throws Error that says why the artifact must not be used
 */
export async function checkArtifact(file: string, hash?: string): Promise<void> {
  const contents = await readContents(file);
  for (const [folder, text] of contents.reports) checkBuild(folder, text, contents, hash);
  const folders = [...contents.reports.keys()];
  const stray = [...contents.hashes.keys()].find(
    (path) => isPackage(path) && !folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  if (stray) throw new Error(`${stray} has no build.json`);
}

async function readContents(file: string): Promise<Contents> {
  const contents: Contents = { hashes: new Map(), reports: new Map() };
  await pipeline(createReadStream(file), createGunzip(), async (tar: AsyncIterable<Uint8Array>) => {
    for await (const entry of tarEntries(tar)) await readEntry(entry, contents);
  });
  if (!contents.hashes.has('code')) throw new Error('it is incomplete');
  return contents;
}

async function readEntry(entry: TarEntry, { hashes, reports }: Contents): Promise<void> {
  const { path, type, content } = entry;
  if (posix.isAbsolute(path) || path.split('/').includes('..'))
    throw new Error(`${path} is outside the workspace`);
  if (type !== 'file') return;
  if (posix.basename(path) !== 'build.json') {
    hashes.set(path, await hashOf(content));
    return;
  }
  reports.set(posix.dirname(path), await reportIn(entry));
}

async function reportIn({ path, content }: TarEntry): Promise<string> {
  try {
    return (await buffer(limited(content, MAX_REPORT))).toString('utf8');
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

async function hashOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}

/** @throws Error for a damaged build or the build of another task. */
function checkBuild(folder: string, text: string, { hashes }: Contents, hash: string | undefined): void {
  const below = [...hashes].filter(([path]) => path.startsWith(`${folder}/`));
  const found = new Map(below.map(([path, sha256]) => [posix.relative(folder, path), sha256]));
  try {
    compareFiles(readCompleteBuild(text, { hash }).files, found);
  } catch (error) {
    throw new Error(`${folder}: ${(error as Error).message}`);
  }
}

function isPackage(path: string): boolean {
  return /\.(conda|tar\.bz2)$/.test(path);
}

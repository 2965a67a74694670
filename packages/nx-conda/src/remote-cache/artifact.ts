import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { tarEntries, type TarEntry } from '../channel/tar';
import type { BuildReport } from '../report/build-report';

/** What a file of an artifact is, as far as the check is concerned. */
interface Contents {
  /** sha256 by path, hexadecimal. */
  hashes: Map<string, string>;
  /** The text of each build.json, by the folder that it is in. */
  reports: Map<string, string>;
}

/**
 * Checks what a remote cache sent: a gzipped tar of a task's outputs, `terminalOutput` and `code` (the protocol of Nx's
 * self-hosted caches). Packages must be those of the `build.json` beside them, and nothing may lie outside of the
 * workspace.
 * @throws Error that says why the artifact must not be used
 */
export async function checkArtifact(file: string): Promise<void> {
  const contents = await readContents(file);
  for (const [folder, text] of contents.reports) checkBuild(folder, parseReport(folder, text), contents);
  const folders = [...contents.reports.keys()];
  const stray = [...contents.hashes.keys()].find(
    (path) => isPackage(path) && !folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  if (stray) throw new Error(`${stray} comes without a build.json`);
}

function parseReport(folder: string, text: string): BuildReport {
  const report = JSON.parse(text) as Partial<BuildReport>;
  if (Array.isArray(report.packages) && typeof report.files === 'object') return report as BuildReport;
  throw new Error(`${folder}/build.json is no report of a build`);
}

async function readContents(file: string): Promise<Contents> {
  const contents: Contents = { hashes: new Map(), reports: new Map() };
  await pipeline(createReadStream(file), createGunzip(), async (tar: AsyncIterable<Uint8Array>) => {
    for await (const entry of tarEntries(tar)) await readEntry(entry, contents);
  });
  if (!contents.hashes.has('code')) throw new Error('it is not complete');
  return contents;
}

async function readEntry(entry: TarEntry, { hashes, reports }: Contents): Promise<void> {
  const { path, type, content } = entry;
  if (posix.isAbsolute(path) || path.split('/').includes('..')) throw new Error(`${path} is outside`);
  if (type !== 'file') return;
  if (posix.basename(path) !== 'build.json') {
    hashes.set(path, await hashOf(content));
    return;
  }
  const text = (await buffer(content)).toString('utf8');
  reports.set(posix.dirname(path), text);
}

async function hashOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}

/** @throws Error for the first file that is missing, changed or too many. */
function checkBuild(folder: string, { packages, files }: BuildReport, { hashes }: Contents): void {
  const expected = new Map([
    ...packages.map(({ file, sha256 }) => [posix.join(folder, file), sha256] as const),
    ...Object.entries(files).map(([file, sha256]) => [posix.join(folder, file), sha256] as const),
  ]);
  for (const [path, sha256] of expected) {
    if (hashes.get(path) !== sha256) throw new Error(`${path} is not what its build.json says`);
  }
  for (const path of hashes.keys()) {
    if (path.startsWith(`${folder}/`) && !expected.has(path))
      throw new Error(`${path} is not in its build.json`);
  }
}

function isPackage(path: string): boolean {
  return /\.(conda|tar\.bz2)$/.test(path);
}

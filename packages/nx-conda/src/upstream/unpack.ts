import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { run } from '../engine/run';
import { UpstreamError } from './upstream-error';

const TAR = /\.(tar(\.\w+)?|tgz|tbz2?|txz|tzst)$/i;
const ZIP = /\.(zip|whl)$/i;

/**
 * Unpacks a downloaded source as rattler-build does: one folder around everything is left out, and what is no archive is
 * the source itself.
 * @param name the last part of the URL, which says what it is
 * @returns the folder of the source, below `folder`
 * @throws UpstreamError where it cannot be unpacked
 */
export async function unpack(archive: string, name: string, folder: string): Promise<string> {
  if (TAR.test(name)) await unpackTar(archive, folder);
  else if (ZIP.test(name)) await unpackZip(archive, folder);
  else await copyFile(archive, join(folder, basename(name)));
  const [only, ...others] = await readdir(folder, { withFileTypes: true });
  return only?.isDirectory() && others.length === 0 ? join(folder, only.name) : folder;
}

/** tar itself refuses paths that lead out of the folder. */
async function unpackTar(archive: string, folder: string): Promise<void> {
  const { exitCode, stderr } = await run('tar', ['-x', '-o', '-f', archive, '-C', folder], {
    cwd: folder,
    capture: true,
  });
  if (exitCode !== 0) throw new UpstreamError(`The archive cannot be unpacked: ${stderr.trim()}`);
}

/** yauzl refuses such paths too. */
async function unpackZip(archive: string, folder: string): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const target = join(folder, entry.fileName);
      if (entry.fileName.endsWith('/')) continue;
      await mkdir(dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    }
  } catch (error) {
    throw new UpstreamError(`The archive cannot be unpacked: ${(error as Error).message}`);
  } finally {
    zip.close();
  }
}

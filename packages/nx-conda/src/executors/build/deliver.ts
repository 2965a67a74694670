import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isSubdir } from '../../channel/repodata';
import { BUILD_LOG } from '../../record/build-log';
import { FILES_FILE } from '../../record/file-lists';
import { INPUTS_FILE } from '../../record/recorded-inputs';

const REPORTS = ['build.json', 'digest.json', 'tests.json', INPUTS_FILE, FILES_FILE, BUILD_LOG];

/**
 * Moves a finished build to the folder that Nx expects, in one step: an interrupted build must leave nothing that looks
 * complete, and an index from an earlier build must not survive.
 * @param channel folder that rattler-build wrote; only the reports and subdirs with an index are moved.
 */
export async function deliver(channel: string, output: string): Promise<void> {
  const staging = join(dirname(output), `.${basename(output)}.incomplete`);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    for (const entry of await readdir(channel)) {
      const isResult = REPORTS.includes(entry) || isSubdir(channel, entry);
      if (isResult) await move(join(channel, entry), join(staging, entry));
    }
    await rm(output, { recursive: true, force: true });
    await rename(staging, output);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Renames if possible; the cache may be on another file system. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true });
  }
}

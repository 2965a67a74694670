import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashFile } from '../machine/file-hash';
import { compareFiles, type Owner, readCompleteBuild } from '../record/complete-build';
import { stampedFiles, type Stamps, takeStamps } from './stamps';

/** An intact build and its stamps, or why it must not be used: `noarch/x-1-0.conda is missing`. */
export type Verdict = { stamps: Stamps } | { damage: string };

/** If nothing changes during this time, no process is writing: the damage is permanent. */
const QUIET_MS = 1_000;
const PATIENCE_MS = 60_000;

/**
 * Compares the folder of a build with its build.json. Waits for files that another process is still writing.
 * @param known stamps of the folder when it was intact: files with the same stamps are not read.
 */
export async function verifyBuild(folder: string, known: Stamps = {}, owner: Owner = {}): Promise<Verdict> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const before = takeStamps(folder);
    const damage = await damageIn(folder, before, known, owner);
    if (damage !== undefined) await sleep(QUIET_MS);
    const isStill = isEqual(before, takeStamps(folder));
    if (isStill) return damage === undefined ? { stamps: before } : { damage };
    if (Date.now() > end) return { damage: damage ?? 'its files keep changing' };
  }
}

async function damageIn(
  folder: string,
  stamps: Stamps,
  known: Stamps,
  owner: Owner,
): Promise<string | undefined> {
  try {
    if (stamps['build.json'] === undefined) return 'build.json is missing';
    const { files } = readCompleteBuild(await readFile(join(folder, 'build.json'), 'utf8'), owner);
    const isReportKnown = known['build.json'] === stamps['build.json'];
    const found = new Map<string, string>();
    for (const path of stampedFiles(stamps).filter((file) => file !== 'build.json')) {
      const expected = isReportKnown && known[path] === stamps[path] ? files.get(path) : undefined;
      found.set(path, expected ?? (await hashOf(folder, path, stamps)));
    }
    compareFiles(files, found);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return `build.json is damaged: ${error.message}`;
    return (error as Error).message;
  }
}

/** A link or a device is not part of a build. */
async function hashOf(folder: string, path: string, stamps: Stamps): Promise<string> {
  return stamps[path]?.startsWith('other') ? 'no file' : hashFile(join(folder, path));
}

function isEqual(one: Stamps, other: Stamps): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}

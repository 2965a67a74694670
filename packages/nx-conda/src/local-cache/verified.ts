import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../machine/cache-folder';
import { temporaryBeside } from '../machine/write-atomically';
import type { Stamps } from './stamps';

/** One entry of Nx's cache. */
export interface VerifiedEntry {
  /** Folder of the build, relative to the entry: `dist/conda/x`. */
  folder: string;
  stamps: Stamps;
}

/** Verified builds in a cache of Nx, so that each is read only once. */
export interface VerifiedCache {
  builds: Record<string, VerifiedEntry>;
  /** Names of the entries without a build. */
  others: string[];
}

const FORMAT = 1;

/** @param subject of the record: a path, for example. */
export function readVerified<T>(subject: string): T | undefined {
  try {
    const found = JSON.parse(readFileSync(fileOf(subject), 'utf8')) as { format: number; value: T };
    return found.format === FORMAT ? found.value : undefined;
  } catch {
    // Missing or truncated: then everything is read again.
    return undefined;
  }
}

/** The last of several processes wins: entries known only to another one are read once more. */
export function writeVerified(subject: string, value: unknown): void {
  const file = fileOf(subject);
  const temporary = temporaryBeside(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ format: FORMAT, value }));
    renameSync(temporary, file);
  } catch {
    // An unwritable folder only costs time.
    rmSync(temporary, { force: true });
  }
}

function fileOf(subject: string): string {
  const name = createHash('sha256').update(subject).digest('hex').slice(0, 16);
  return join(cacheFolder(process.env), 'verified', `${name}.json`);
}

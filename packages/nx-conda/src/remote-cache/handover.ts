import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

const ENDING = '.tar.gz';
/** The hashes of Nx are numbers; other servers' names must not lead out of the folder. */
const HASH = /^\w[\w-]*$/;

/**
 * A folder with results of tasks, for machines without a cache server in common: a CI job gets the results of earlier jobs
 * in `in`, at any depth, and writes its own into `out`. Each is an artifact of Nx's remote cache, `<hash>.tar.gz`.
 */
export class Handover {
  /** Results that this run took and stored. */
  taken = 0;
  stored = 0;

  private constructor(
    readonly folder: string,
    /** Paths by hash. */
    private readonly received: ReadonlyMap<string, string>,
  ) {}

  /** @throws if `out` cannot be created. */
  static async open(folder: string): Promise<Handover> {
    await mkdir(join(folder, 'out'), { recursive: true });
    const received = new Map<string, string>();
    for (const part of ['in', 'out'])
      for (const file of await artifactsIn(join(folder, part))) received.set(basename(file, ENDING), file);
    return new Handover(folder, received);
  }

  /** Number of results of earlier jobs and runs. */
  get size(): number {
    return this.received.size;
  }

  fileOf(hash: string | undefined): string | undefined {
    return hash === undefined ? undefined : this.received.get(hash);
  }

  /** Stores a copy of a file, in one step. */
  async store(hash: string | undefined, file: string): Promise<void> {
    if (hash === undefined || !HASH.test(hash)) return;
    const target = join(this.folder, 'out', `${hash}${ENDING}`);
    const temporary = `${target}.${randomUUID()}.tmp`;
    try {
      await copyFile(file, temporary);
      await rename(temporary, target);
      this.stored++;
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

async function artifactsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => join(folder, name));
}

import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCache } from '../packages/nx-conda/src/local-cache/check-cache';
import { writeBuildReport } from '../packages/nx-conda/src/record/build-report';
import { hashFile } from '../packages/nx-conda/src/machine/file-hash';
import { printVerdict } from './figures';
import { median } from './measure';

export interface RestoredOptions {
  rounds: number;
}

/** Entries of a heavily used Nx cache. */
const OTHERS = 10_000;
const BUILDS = 300;
const LARGE = { builds: 20, mebibytes: 100 };
const TARGET_MS = 50;

/**
 * The cost of verifying the builds in Nx's cache before each run of Nx. Measured in this process, since the time of Nx
 * around the hook varies more; and as CPU time, which other work on the machine hardly changes.
 */
export async function benchRestored({ rounds }: RestoredOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-bench-'));
  process.env['NX_CONDA_CACHE_DIR'] = join(scratch, 'cache');
  try {
    console.log(`${cpus().length} cores, Node ${process.versions.node}`);
    const cache = join(scratch, 'nx-cache');
    for (let index = 0; index < OTHERS; index++) addOther(cache, index);
    await times(`${OTHERS} entries without a build`, cache, rounds);
    for (let index = 0; index < BUILDS; index++) await addBuild(cache, 100_000 + index, 4096);
    await times(`and ${BUILDS} builds of 4 KiB`, cache, rounds);
    const first = join(cache, '200000');
    await addBuild(cache, 200_000, LARGE.mebibytes << 20);
    for (let index = 1; index < LARGE.builds; index++) {
      const hash = 200_000 + index;
      cpSync(first, join(cache, String(hash)), { recursive: true });
      await report(join(cache, String(hash), FOLDER), hash);
    }
    await times(`and ${LARGE.builds} builds of ${LARGE.mebibytes} MiB`, cache, rounds);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function times(what: string, cache: string, rounds: number): Promise<void> {
  const first = await time(cache);
  const again: number[] = [];
  for (let round = 0; round < rounds; round++) again.push(await time(cache));
  console.log(`  ${what}: the first time ${first.toFixed(0)} ms of CPU time`);
  printVerdict('each time after that, ms of CPU time', median(again), TARGET_MS, 1);
}

async function time(cache: string): Promise<number> {
  const start = process.cpuUsage();
  const damaged = await checkCache(cache, 'dist/conda');
  const { user, system } = process.cpuUsage(start);
  if (damaged.length > 0) throw new Error(`Intact builds were reported as damaged: ${damaged[0]?.damage}`);
  return (user + system) / 1000;
}

const FOLDER = 'dist/conda/x';
const PACKAGE = 'noarch/x-1.0.0-0.conda';

/** An entry without outputs, as Nx leaves it; old enough to be recognized as no build. */
function addOther(cache: string, hash: number): void {
  const entry = join(cache, String(hash));
  mkdirSync(join(entry, 'dist/apps/x'), { recursive: true });
  utimesSync(entry, 1, 1);
}

async function addBuild(cache: string, hash: number, bytes: number): Promise<void> {
  const folder = join(cache, String(hash), FOLDER);
  mkdirSync(join(folder, 'noarch'), { recursive: true });
  mkdirSync(join(folder, 'linux-64'), { recursive: true });
  writeFileSync(join(folder, PACKAGE), randomBytes(bytes));
  for (const subdir of ['noarch', 'linux-64']) writeFileSync(join(folder, subdir, 'repodata.json'), '{}');
  await report(folder, hash);
}

async function report(folder: string, hash: number): Promise<void> {
  const facts = {
    name: 'x',
    version: '1.0.0',
    buildString: '0',
    buildNumber: 0,
    subdir: 'noarch',
    ...{ depends: [], runExports: {}, fileCount: 1, variant: {} },
  };
  const built = {
    ...facts,
    file: PACKAGE,
    size: 0,
    sha256: await hashFile(join(folder, PACKAGE)),
    resolved: { build: [], host: [] },
  };
  const engine = { name: 'rattler-build' as const, kind: 'command', version: '0.74.0' };
  const about = { project: 'x', recipe: 'x/recipe.yaml', hash: String(hash), engine, seconds: 1 };
  await writeBuildReport(folder, { ...about, packages: [built] }, { packages: { [PACKAGE]: '' }, tests: {} });
}

import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCorpus, unpackCorpus } from './corpus';
import type { Reading } from './reader-process';

const CASES = 5_000;
/** Longer times mean an endless loop: a file is read in milliseconds. */
const HANGS_AFTER_MS = 15_000;

/** Reads one mutated recipe at a time in another process, and starts a new one if that ended or hangs. */
class Reader {
  private child: ChildProcess | undefined;

  /** @param folder of the recipes. */
  constructor(private readonly folder: string) {}

  read(seed: number): Promise<Reading> {
    const child = (this.child ??= fork(join(__dirname, 'reader-process.ts'), [this.folder], {
      execArgv: ['-r', '@swc-node/register'],
      cwd: join(__dirname, '../../..'),
    }));
    return new Promise((resolve) => {
      const done = (reading: Reading) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(reading);
      };
      const timer = setTimeout(() => {
        this.stop();
        done({ outcome: 'crash: it does not end', ms: HANGS_AFTER_MS });
      }, HANGS_AFTER_MS);
      child.once('message', done);
      child.once('exit', () => {
        this.child = undefined;
        done({ outcome: 'crash: the process ended', ms: 0 });
      });
      child.send(seed);
    });
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

function unpackRecipes(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-fuzz-'));
  unpackCorpus('conda-forge-sample.tar.xz', folder);
  unpackCorpus('small-corpora.tar.xz', folder);
  return folder;
}

describeCorpus('mutated recipes')('mutated recipes', () => {
  it(`are read or rejected with a place, all ${CASES} of them`, async () => {
    const folder = unpackRecipes();
    const reader = new Reader(folder);
    const crashes: string[] = [];
    const outcomes: Record<string, number> = {};
    let slowest: [ms: number, seed: number] = [0, 0];
    for (let seed = 1; seed <= CASES; seed++) {
      const { outcome, ms } = await reader.read(seed);
      if (ms > slowest[0]) slowest = [ms, seed];
      if (outcome.startsWith('crash')) crashes.push(`seed ${seed}: ${outcome}`);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    reader.stop();
    rmSync(folder, { recursive: true });
    const [ms, seed] = slowest;
    console.info(`${CASES} mutated recipes, the slowest took ${Math.round(ms)} ms (seed ${seed})`, outcomes);
    expect(crashes).toEqual([]);
    // Otherwise the test would not cover templates.
    expect(outcomes['read']).toBeGreaterThan(CASES / 10);
  });
});

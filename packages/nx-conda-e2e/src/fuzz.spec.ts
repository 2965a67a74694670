import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutate, Random } from './mutations';

const CASES = 5_000;
/** What takes this long will never end. A file is read in milliseconds. */
const HANGS_AFTER_MS = 15_000;
/** Larger files are texts of other programs. */
const LARGEST = 60_000;

const corpus = join(__dirname, '../../../../shared/corpus');
const isThere = existsSync(corpus);
if (!isThere) console.warn('SKIPPED: mutated recipes, the corpus is not beside the repository.');

/** Reads one text at a time in another process, and starts a new one where that ended or hangs. */
class Reader {
  private child: ChildProcess | undefined;

  read(text: Buffer): Promise<string> {
    const child = (this.child ??= fork(join(__dirname, 'reader-process.ts'), {
      execArgv: ['-r', '@swc-node/register'],
      cwd: join(__dirname, '../../..'),
    }));
    return new Promise((resolve) => {
      const done = (outcome: string) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(outcome);
      };
      const timer = setTimeout(() => {
        this.stop();
        done('crash: it does not end');
      }, HANGS_AFTER_MS);
      child.once('message', done);
      child.once('exit', () => {
        this.child = undefined;
        done('crash: the process ended');
      });
      child.send(text.toString('base64'));
    });
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

function recipesOf(folder: string): Buffer[] {
  for (const archive of ['conda-forge-sample.tar.xz', 'small-corpora.tar.xz']) {
    execFileSync('tar', ['-xJf', join(corpus, archive), '-C', folder]);
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => readFileSync(path))
    .filter(({ length }) => length > 0 && length < LARGEST);
}

(isThere ? describe : describe.skip)('mutated recipes', () => {
  it(`are read or refused with a place, all ${CASES} of them`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nx-conda-fuzz-'));
    const recipes = recipesOf(folder);
    const reader = new Reader();
    const crashes: string[] = [];
    let slowestMs = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const random = new Random(seed);
      const text = mutate(random.pick(recipes), random);
      const started = performance.now();
      const outcome = await reader.read(text);
      if (seed > 1) slowestMs = Math.max(slowestMs, performance.now() - started);
      if (outcome.startsWith('crash')) crashes.push(`seed ${seed}: ${outcome}`);
    }
    reader.stop();
    rmSync(folder, { recursive: true });
    console.info(`${CASES} mutated recipes, the slowest took ${Math.round(slowestMs)} ms`);
    expect(crashes).toEqual([]);
  });
});

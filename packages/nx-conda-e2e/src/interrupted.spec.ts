import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Workspace } from '../../../tools/workspace';
import { engines } from './engines';
import { TestWorkspace } from './test-workspace';
import { NAMES, TextPackages } from './text-packages';

const ALL = ['run-many', '-t', 'conda-build', '--parallel=2'];

/**
 * Each run is killed at other moments. For more: `NX_CONDA_TEST_KILLS=30 NX_CONDA_TEST_CLONES=8
 * NX_CONDA_TEST_ROUNDS=20`.
 */
const KILLS = count('NX_CONDA_TEST_KILLS', 4);
const CLONES = count('NX_CONDA_TEST_CLONES', 3);
const ROUNDS = count('NX_CONDA_TEST_ROUNDS', 2);

const TIMEOUT_MS = 60_000 * (15 + KILLS + ROUNDS * CLONES);

/** A run of all five packages takes about this long here. */
const RUN_MS = 6_000;

function count(variable: string, usual: number): number {
  return Number(process.env[variable] ?? usual);
}

function anyOf<T>(values: readonly T[]): T {
  return values[Math.floor(Math.random() * values.length)] as T;
}

/** Kills a process and its descendants at once, without cleanup. */
function killTree(root: number): void {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = all
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [root];
  // Grows during the loop.
  for (const parent of tree) tree.push(...pairs.flatMap(([pid = 0, of]) => (of === parent ? [pid] : [])));
  for (const pid of tree) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Starts a run, and kills it. @returns after how many milliseconds */
async function killed(workspace: Workspace): Promise<number> {
  const moment = Math.round(Math.random() * RUN_MS);
  const running = workspace.start(ALL);
  await setTimeout(moment);
  killTree(running.pid ?? 0);
  await running;
  return moment;
}

describe('a run that is killed at any moment', () => {
  it(
    `leaves no errors for the next one, ${KILLS} times`,
    async () => {
      const workspace = new TestWorkspace(engines[0]?.env);
      const packages = new TextPackages(workspace);
      packages.write();
      workspace.commit('Start');
      const wrong: string[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        packages.setText(anyOf(NAMES), `kill ${kill % 3}`);
        const moment = await killed(workspace);
        // Sometimes the files change between the two runs, too.
        if (kill % 2 === 1) packages.setText(anyOf(NAMES), `after ${kill % 5}`);
        await workspace.ok(ALL);
        wrong.push(...(await packages.wrong()).map((what) => `killed after ${moment} ms: ${what}`));
      }
      workspace.remove();
      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe("a folder of rattler's cache with another package than in its record", () => {
  it.each(engines)('is not used with $name', async ({ env }) => {
    const workspace = new TestWorkspace(env);
    const packages = new TextPackages(workspace);
    packages.write();
    await workspace.ok(ALL);
    const unpacked = join(workspace.home, 'rattler-cache/pkgs/text-a-1.0.0-h4616a5c_0');
    cpSync(unpacked, `${unpacked}.old`, { recursive: true });
    packages.setText('text-a', 'second');
    await workspace.ok(['run', 'text-b:conda-build']);
    // The state that a killed rattler leaves after writing the record and before unpacking the package.
    rmSync(unpacked, { recursive: true });
    renameSync(`${unpacked}.old`, unpacked);
    packages.setText('text-b', 'second');
    await workspace.ok(ALL);
    expect(await packages.wrong()).toEqual([]);
    workspace.remove();
  });
});

describe('clones that share every cache', () => {
  it(
    `build at once, and each has its own packages: ${CLONES} clones, ${ROUNDS} rounds`,
    async () => {
      const workspace = new TestWorkspace(engines[0]?.env);
      new TextPackages(workspace).write();
      workspace.commit('Start');
      const clones = Array.from({ length: CLONES }, (_, index) => {
        const folder = join(workspace.home, `clone-${index}`);
        mkdirSync(folder);
        return new TextPackages(workspace.cloneTo(join(folder, 'workspace')));
      });
      const wrong: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        // Some clones have the same texts, and build the same at the same time.
        for (const clone of clones) clone.setText(anyOf(NAMES), `round ${round}, ${anyOf(['x', 'y', 'z'])}`);
        const outcomes = await Promise.all(
          clones.map(async ({ workspace: one }, index) => {
            // The others continue while it holds a package that all of them need.
            if (index === 0) await killed(one);
            return await one.nx(ALL);
          }),
        );
        wrong.push(...outcomes.filter(({ exitCode }) => exitCode !== 0).map(({ output }) => output));
        const found = await Promise.all(clones.map((clone) => clone.wrong()));
        wrong.push(...found.flatMap((some, index) => some.map((what) => `clone ${index}: ${what}`)));
      }
      workspace.remove();
      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

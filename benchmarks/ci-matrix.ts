import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages, withoutWaves } from '../packages/nx-conda/src/ci/plan/units.fixture';
import type { Unit } from '../packages/nx-conda/src/ci/plan/unit';
import { CacheServer } from '../packages/nx-conda-e2e/src/cache-server';
import { CiClones, wavesIn } from '../packages/nx-conda-e2e/src/ci-clones';
import pack from '../packages/nx-conda-e2e/src/pack';
import { addRecipe } from '../packages/nx-conda-e2e/src/recipes';
import { TestWorkspace } from '../packages/nx-conda-e2e/src/test-workspace';
import unpack from '../packages/nx-conda-e2e/src/unpack';
import { printVerdict } from './figures';

const COUNT = 30;
/** Of a graph that keeps three machines busy, and needs three waves. */
const SEED = 9;
const MACHINES = 3;
/** A build sleeps a second for so many seconds of the real one. */
const SCALE = 90;
const TARGET = 1.25;
/** Time that Nx needs to start, in real minutes of the scaled plan: each wave needs it once. */
const START_MINUTES = 4;

/**
 * Builds 30 packages that sleep, by the jobs of a plan in three clones that share a cache server, and by one Nx with
 * three workers, which needs no waves.
 */
export async function benchCiMatrix(engine: string): Promise<void> {
  pack();
  const server = await CacheServer.start();
  const workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: engine });
  try {
    const units = packages(COUNT, SEED);
    prepare(workspace, units);
    const single = new CiClones(workspace, 'single', 1);
    const alone = await seconds(async () => {
      const args = ['run-many', '-t', 'conda-build,conda-test', `--parallel=${MACHINES}`];
      await single.clones[0]?.ok(args);
    });
    const planned = await workspace.shell(
      `GITHUB_OUTPUT=out npx nx-conda plan --all --jobs ${MACHINES} --start-minutes ${START_MINUTES} --reports reports --github-output`,
    );
    console.log(planned.output);
    const clones = new CiClones(workspace, 'clone', MACHINES);
    const waves = wavesIn(join(workspace.root, 'out'));
    const spent = await seconds(async () => {
      for (const jobs of waves) await clones.runWave(jobs, server.env);
    });
    const builds = clones.ran.filter((id) => id.endsWith(':conda-build'));
    console.log(`${builds.length} builds of ${new Set(builds).size} packages`);
    const sleeping = withoutWaves(units, MACHINES) / SCALE;
    console.log(`the sleeps alone, on ${MACHINES} machines without waves: ${sleeping.toFixed(0)} s`);
    console.log(
      `one Nx with ${MACHINES} workers: ${alone.toFixed(0)} s; ${waves.length} waves: ${spent.toFixed(0)} s`,
    );
    printVerdict('waves, times one Nx with as many workers', spent / alone, TARGET, 2);
  } finally {
    server.close();
    workspace.remove();
    unpack();
  }
}

function prepare(workspace: TestWorkspace, units: Unit[]): void {
  for (const { id, seconds: duration, after } of units) {
    const host = [...after];
    addRecipe(workspace, { name: id, host, run: host, script: [`sleep ${(duration / SCALE).toFixed(2)}`] });
  }
  workspace.commit('Start');
  const task = (project: string, kind: string, status: string, duration: number) => ({
    ...{ project, kind, status },
    time: { seconds: duration },
  });
  const tasks = units.flatMap(({ id, seconds: duration }) => [
    task(id, 'build', 'built', duration),
    task(id, 'test', 'tested', 0),
  ]);
  mkdirSync(join(workspace.root, 'reports'));
  writeFileSync(join(workspace.root, 'reports/report.json'), JSON.stringify({ version: 1, tasks }));
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

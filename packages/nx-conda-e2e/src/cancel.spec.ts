import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bubblewrapProblem } from './bubblewrap';
import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

async function until(condition: () => boolean, seconds: number): Promise<void> {
  for (let tries = 0; tries < seconds * 10 && !condition(); tries++) await setTimeout(100);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie process counts as ended.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGKILL'];
const problem = bubblewrapProblem();
if (problem) console.warn(`SKIPPED: cancelled builds in bubblewrap. ${problem}`);
const ways = problem ? [false] : [false, true];
const cases = engines.flatMap((engine) =>
  signals.flatMap((signal) => ways.map((isolated) => ({ ...engine, signal, isolated }))),
);

describe.each(cases)(
  '$signal during a build with $name, isolated: $isolated',
  ({ env, signal, isolated }) => {
    it('ends the whole process tree, and leaves no build that looks complete', async () => {
      const workspace = new TestWorkspace(env);
      const plugin = { plugin: 'nx-conda', options: { channels: [], isolated } };
      workspace.write('nx.json', JSON.stringify({ plugins: [plugin] }));
      // An isolated build sees this folder too.
      const mark = join(workspace.home, 'rattler-cache', 'pids');
      addRecipe(workspace, {
        name: 'slow-x',
        script: [
          `mkdir -p ${dirname(mark)}`,
          `sleep 300 & echo $! > ${mark}.tmp`,
          `echo $$ >> ${mark}.tmp`,
          `mv ${mark}.tmp ${mark}`,
          'wait',
        ],
      });
      const running = workspace.start(['run', 'slow-x:conda-build']);
      await until(() => existsSync(mark), 90);
      const pids = readFileSync(mark, 'utf8').trim().split('\n').map(Number);
      expect(pids.map(isAlive)).toEqual([true, true]);

      running.kill(signal);
      await running;
      await until(() => !pids.some(isAlive), 20);
      expect(pids.map(isAlive)).toEqual([false, false]);
      expect(workspace.exists('dist/conda/slow-x')).toBe(false);

      // Locks of the dead process are released.
      workspace.edit('recipes/slow-x/recipe.yaml', (text) => text.replace('sleep 300 &', 'sleep 0 &'));
      await workspace.ok(['run', 'slow-x:conda-build']);
      expect(workspace.lastRun().ran).toEqual(['slow-x:conda-build']);
      workspace.remove();
    });
  },
);

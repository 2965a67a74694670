import { availableParallelism } from 'node:os';
import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const HEAVY = JSON.stringify({ targets: { 'conda-build': { options: { heavy: true } } } });

describe('builds that run at the same time', () => {
  let workspace: TestWorkspace;
  let output: string;

  beforeAll(async () => {
    workspace = new TestWorkspace(engines[0]?.env);
    // The light one has seconds to spare, even if a busy machine starts it late.
    for (const [name, seconds] of Object.entries({ 'heavy-a': 5, 'heavy-b': 5, light: 1 })) {
      const say = (when: string) => `echo SEEN ${name} ${when} $(date +%s%N) $CPU_COUNT`;
      addRecipe(workspace, { name, script: [say('start'), `sleep ${seconds}`, say('end')] });
    }
    for (const name of ['heavy-a', 'heavy-b']) workspace.write(`recipes/${name}/project.json`, HEAVY);
    output = await workspace.ok(['run-many', '-t', 'conda-build', '--parallel=3', '--output-style=stream']);
  });

  afterAll(() => workspace.remove());

  function seen(name: string): { start: number; end: number; cpus: number } {
    const lines = [...output.matchAll(new RegExp(`SEEN ${name} (start|end) (\\d+) (\\d+)$`, 'gm'))];
    const time = (when: string) => Number(lines.find(([, found]) => found === when)?.[2]);
    return { start: time('start'), end: time('end'), cpus: Number(lines[0]?.[3]) };
  }

  it('run one after the other if they are heavy, and no light one waits', () => {
    const [a, b, light] = [seen('heavy-a'), seen('heavy-b'), seen('light')];
    expect(a.end < b.start || b.end < a.start).toBe(true);
    expect(light.end).toBeLessThan(Math.max(a.start, b.start));
  });

  it('get only their share of the cores', () => {
    const { cpus } = seen('light');
    expect(cpus).toBeGreaterThanOrEqual(1);
    expect(cpus).toBeLessThanOrEqual(availableParallelism());
  });

  it('get the number of jobs that the user sets', async () => {
    output = await workspace.ok(['run', 'light:conda-build', '--skip-nx-cache'], { CPU_COUNT: '7' });
    expect(seen('light').cpus).toBe(7);
  });
});

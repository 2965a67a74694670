import fc from 'fast-check';
import { DigestModel } from './digest-model';
import { type DigestProject, DigestWorkspace, type Form, nameOf } from './digest-workspace';

const SIZE = 5;
const GRAPHS = 3;
const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=3'];

const changes = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('recipe' as const),
      index: fc.nat(SIZE - 1),
      text: fc.constantFrom('a\n', 'b\n', 'c\n', 'a\n# why\n', 'b\n# why\n'),
    }),
    fc.record({
      kind: fc.constantFrom('delete' as const, 'delete all' as const, 'nothing' as const),
      index: fc.nat(SIZE - 1),
    }),
  ),
  { minLength: 4, maxLength: 6 },
);
type Change = typeof changes extends fc.Arbitrary<(infer C)[]> ? C : never;

const graphs: fc.Arbitrary<DigestProject[]> = fc.tuple(
  ...Array.from({ length: SIZE }, (_, index) =>
    fc.record({
      build: fc.subarray(Array.from({ length: index }, (_none, other) => other)),
      test: fc.subarray(
        Array.from({ length: SIZE }, (_none, other) => other).filter((other) => other !== index),
      ),
      copies: fc.boolean(),
    }),
  ),
);

function apply(change: Change, workspace: DigestWorkspace): void {
  if (change.kind === 'recipe') workspace.setRecipe(change.index, change.text);
  else if (change.kind === 'delete') workspace.delete(workspace.folder(change.index));
  else if (change.kind === 'delete all') workspace.delete('dist');
}

/** What runs at the start, and after each change. */
async function runs(projects: DigestProject[], steps: Change[], form: Form): Promise<string[][]> {
  const workspace = new DigestWorkspace(projects, form);
  const found: string[][] = [];
  for (const step of [undefined, ...steps]) {
    if (step) apply(step, workspace);
    await workspace.ok(ALL);
    found.push(workspace.lastRun().ran);
  }
  workspace.remove();
  return found;
}

function expected(projects: DigestProject[], steps: Change[]): string[][] {
  const model = new DigestModel(projects);
  const recipes = projects.map(() => 'a\n');
  return [undefined, ...steps].map((step) => {
    if (step?.kind === 'recipe') recipes[step.index] = step.text;
    return model.run(recipes);
  });
}

describe('the digests of what is built before', () => {
  it('make exactly those tasks run again whose environment is another, in any graph', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, changes, async (projects, steps) => {
        const tasks = expected(projects, steps);
        expect(await runs(projects, steps, 'paths')).toEqual(tasks);
        expect(await runs(projects, steps, 'walk')).toEqual(tasks);
      }),
      { numRuns: GRAPHS, endOnFailure: true },
    );
  });
});

/** Each needs all before it, and copies them. */
const chain: DigestProject[] = [0, 1, 2, 3].map((index) => ({
  build: [0, 1, 2].filter((other) => other < index),
  test: [],
  copies: true,
}));
const builds = (...indices: number[]) => indices.map((index) => `${nameOf(index)}:conda-build`);
const BUILD = ['run-many', '-t', 'conda-build', '--parallel=3'];

describe.each([
  ['without the daemon', { NX_DAEMON: 'false' }],
  ['with the daemon', { NX_DAEMON: 'true' }],
])('the digests, %s,', (_name, env) => {
  let workspace: DigestWorkspace;
  const run = async (args: string[]) => {
    await workspace.ok(args, env);
    return workspace.lastRun();
  };

  beforeEach(async () => {
    workspace = new DigestWorkspace(chain);
    await workspace.ok(BUILD, env);
  });

  afterEach(async () => {
    if (env.NX_DAEMON === 'true') await workspace.ok(['daemon', '--stop'], env);
    workspace.remove();
  });

  it('count in a run that leaves the builds before out', async () => {
    workspace.setRecipe(1, 'b\n');
    const alone = ['--exclude-task-dependencies'];
    expect((await run(['run', 'p3:conda-build', ...alone])).ran).toEqual([]);
    expect((await run(['run', 'p1:conda-build', ...alone])).ran).toEqual(builds(1));
    expect((await run(['run', 'p3:conda-build', ...alone])).ran).toEqual(builds(3));
    // That one was built with another p2 than now.
    expect((await run(BUILD)).ran).toEqual(builds(2, 3));
    workspace.delete(workspace.folder(1));
    expect((await workspace.nx(['run', 'p3:conda-build', ...alone], env)).exitCode).toBe(1);
  });

  it('are those of this run, whatever lay there before', async () => {
    workspace.setRecipe(0, 'b\n');
    expect((await run(BUILD)).ran).toEqual(builds(0, 1, 2, 3));
    workspace.setRecipe(0, 'a\n');
    expect((await run(BUILD)).ran).toEqual([]);
    workspace.setRecipe(0, 'b\n');
    workspace.delete('dist');
    expect((await run(BUILD)).ran).toEqual([]);
    await run([...BUILD, '--skip-nx-cache']);
    workspace.setRecipe(0, 'a\n');
    workspace.delete(workspace.folder(2));
    expect((await run(BUILD)).ran).toEqual([]);
  });

  it('let affected select what stands on a change', async () => {
    workspace.setRecipe(1, 'b\n');
    workspace.commit('Change');
    const select = ['show', 'projects', '--affected', '-t', 'conda-build', '--base=HEAD~1', '--head=HEAD'];
    expect((await workspace.ok(select, env)).trim().split('\n').sort()).toEqual(['p1', 'p2', 'p3']);
  });

  it('are right after two runs at once', async () => {
    workspace.setRecipe(0, 'b\n');
    // One may find a file gone that the other is just restoring.
    await Promise.all([workspace.nx(BUILD, env), workspace.nx(BUILD, env)]);
    await run(BUILD);
    const fresh = new DigestWorkspace(chain);
    fresh.setRecipe(0, 'b\n');
    await fresh.ok(BUILD);
    chain.forEach((_project, index) => {
      expect(workspace.read(`${workspace.folder(index)}/digest.json`)).toBe(
        fresh.read(`${fresh.folder(index)}/digest.json`),
      );
    });
    fresh.remove();
  });
});

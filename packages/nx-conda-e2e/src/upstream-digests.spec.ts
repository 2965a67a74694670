import fc from 'fast-check';
import { DigestModel } from './digest-model';
import { type DigestProject, DigestWorkspace, type Form, nameOf } from './digest-workspace';

const SIZE = 5;
const GRAPHS = 5;
const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=3'];

const KINDS = ['content', 'content', 'content', 'comment', 'delete', 'delete all'] as const;

interface Change {
  kind: (typeof KINDS)[number];
  /** Number of the project. */
  index: number;
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), index: fc.nat(SIZE - 1) }),
  { minLength: 7, maxLength: 7 },
);

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

/** Changes go back and forth: the recipe of a project is one of four. */
function edited(recipe: string, kind: Change['kind']): string {
  const [content, comment = ''] = recipe.split('\n');
  if (kind === 'content') return `${content === 'a' ? 'b' : 'a'}\n${comment}`;
  return kind === 'comment' ? `${content}\n${comment === '' ? '# why' : ''}` : recipe;
}

/** The tasks that run at the start, and after each change. */
async function runs(projects: DigestProject[], steps: Change[], form: Form): Promise<string[][]> {
  const workspace = new DigestWorkspace(projects, form);
  const recipes = projects.map(() => 'a\n');
  await workspace.ok(ALL);
  const found = [workspace.lastRun().ran];
  for (const { kind, index } of steps) {
    recipes[index] = edited(recipes[index] ?? '', kind);
    workspace.setRecipe(index, recipes[index]);
    if (kind === 'delete') workspace.delete(workspace.folder(index));
    if (kind === 'delete all') workspace.delete('dist');
    await workspace.ok(ALL);
    found.push(workspace.lastRun().ran);
  }
  workspace.remove();
  return found;
}

function expected(projects: DigestProject[], steps: Change[]): string[][] {
  const model = new DigestModel(projects);
  const recipes = projects.map(() => 'a\n');
  const start = model.run(recipes);
  const after = steps.map(({ kind, index }) => {
    recipes[index] = edited(recipes[index] ?? '', kind);
    return model.run(recipes);
  });
  return [start, ...after];
}

describe('the upstream digests', () => {
  it.each([
    ['', 'paths', GRAPHS],
    [', like a walk through all outputs', 'walk', 1],
  ] as const)('rerun exactly those tasks whose environment changed%s', async (_, form, numRuns) => {
    const check = async (projects: DigestProject[], steps: Change[]) => {
      expect(await runs(projects, steps, form)).toEqual(expected(projects, steps));
    };
    // Shrinking would take minutes.
    await fc.assert(fc.asyncProperty(graphs, changes, check), { numRuns, endOnFailure: true });
  });
});

/** Each needs all previous ones, and copies them. */
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
])('the digests, %s,', (_, env) => {
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

  it('count in a run without the upstream builds', async () => {
    workspace.setRecipe(1, 'b\n');
    const alone = ['--exclude-task-dependencies'];
    expect((await run(['run', 'p3:conda-build', ...alone])).ran).toEqual([]);
    expect((await run(['run', 'p1:conda-build', ...alone])).ran).toEqual(builds(1));
    expect((await run(['run', 'p3:conda-build', ...alone])).ran).toEqual(builds(3));
    // Its build used an older p2.
    expect((await run(BUILD)).ran).toEqual(builds(2, 3));
    workspace.delete(workspace.folder(1));
    expect((await workspace.nx(['run', 'p3:conda-build', ...alone], env)).exitCode).toBe(1);
  });

  it('are from this run, whatever was there before', async () => {
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

  it('let affected select the dependents of a change', async () => {
    workspace.setRecipe(1, 'b\n');
    workspace.commit('Change');
    const select = ['show', 'projects', '--affected', '-t', 'conda-build', '--base=HEAD~1', '--head=HEAD'];
    expect((await workspace.ok(select, env)).trim().split('\n').sort()).toEqual(['p1', 'p2', 'p3']);
  });

  it('are correct after two concurrent runs', async () => {
    workspace.setRecipe(0, 'b\n');
    // One may miss a file that the other is just restoring.
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

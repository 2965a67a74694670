import { recipeText, TempWorkspace } from '../temp-workspace.fixture';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../nx-environment.fixture';
import { changesSince } from './changes';
import { postTasksExecution, preTasksExecution } from './hooks';
import { readPlans } from './plans-file';
import { hashOfUnseen } from './reads';
import { readRunRecord } from './run-record';

const records = join(scratch, 'data/nx-conda-runs');
const script = 'build:\n  script: make install\nsource:\n  path: ../lib\n';

let workspace: TempWorkspace;
let before: string[];

beforeEach(async () => {
  before = Object.keys(process.env);
  workspace = new TempWorkspace({
    '.gitignore': '*.gen\n',
    'x/recipe.yaml': recipeText('x', script),
    'x/variants.yaml': 'a: [1]\n',
    'x/ignored.gen': '',
    'lib/a.h': 'one',
    'y/recipe.yaml': recipeText('y', 'build:\n  script: make install\n'),
    'variants.json': '{"python": ["3.12"]}',
  });
  execFileSync('git', ['init', '--quiet'], { cwd: workspace.root });
  workspace.link('x/link.h', '../lib/a.h');
});

afterEach(() => {
  const added = Object.keys(process.env).filter((name) => !before.includes(name));
  added.forEach((name) => Reflect.deleteProperty(process.env, name));
});

const run = (id = 'run 1') => ({ id, workspaceRoot: workspace.root, nxJsonConfiguration: {}, argv: [] });
const ended = (id?: string) => ({ ...run(id), taskResults: {}, startTime: 0, endTime: 0 });

/** The variables that Nx hashes for the projects. */
function variables(): Record<string, string | undefined> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('NX_CONDA_READS_'));
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

it('hashes what Nx does not see into a variable before Nx hashes, and leaves a record for the builds', async () => {
  await workspace.nodes();
  await preTasksExecution(undefined, run());
  const unseen = {
    'x/link.h': 'link to ../lib/a.h',
    'x/link.h (link target)': expect.stringMatching(/^\d+$/) as string,
    'x/variants.yaml': expect.stringMatching(/^\d+$/) as string,
  };
  const record = readRunRecord('x');
  expect(record?.reads.unseen).toEqual(unseen);
  expect(Object.keys(record?.reads.listed ?? {})).toEqual([
    'lib/a.h',
    'x/link.h',
    'x/recipe.yaml',
    'x/variants.yaml',
  ]);
  expect(record?.variants).toEqual({ 'variants.json': '{"python": ["3.12"]}' });
  expect(variables()).toEqual({
    NX_CONDA_READS_X_16929150: hashOfUnseen({ unseen: record?.reads.unseen ?? {} }),
  });
  expect(readRunRecord('y')?.reads.unseen).toEqual({});
  expect(readRunRecord('z')).toBeUndefined();
});

it('hashes another value after a change that Nx does not see, and the record tells which', async () => {
  await workspace.nodes();
  await preTasksExecution(undefined, run());
  const [first, record] = [variables(), readRunRecord('x')];
  const plan = readPlans(undefined)?.plans['x'];
  if (!record || !plan) throw new Error('nothing was recorded');
  workspace.write({ 'lib/a.h': 'two', 'x/variants.yaml': 'a: [2]\n' });
  const place = { workspaceRoot: workspace.root, root: 'x', plan, outputRoot: 'dist/conda' };
  expect(await changesSince(record, place, false)).toEqual([
    'lib/a.h has changed',
    'x/link.h (link target) has changed',
    'x/variants.yaml has changed',
  ]);
  await preTasksExecution(undefined, run());
  expect(variables()).not.toEqual(first);
});

it('does nothing before there is a graph', async () => {
  await preTasksExecution(undefined, run());
  expect(existsSync(records)).toBe(false);
  expect(variables()).toEqual({});
});

it('keeps the plans and records of two entries in nx.json apart', async () => {
  const [first, second] = [{ exclude: ['y/**'] }, { exclude: ['x/**'] }];
  await workspace.nodes(first);
  await workspace.nodes(second);
  await preTasksExecution(first, run());
  await preTasksExecution(second, run());
  expect(Object.keys(readPlans(first)?.plans ?? {})).toEqual(['x']);
  expect(Object.keys(readPlans(second)?.plans ?? {})).toEqual(['y']);
  expect(['x', 'y'].map((root) => readRunRecord(root) !== undefined)).toEqual([true, true]);
});

it('removes only its own records after the tasks', async () => {
  await workspace.nodes();
  await preTasksExecution(undefined, run('run 1'));
  await preTasksExecution(undefined, run('run 10'));
  expect(readdirSync(records)).toHaveLength(2);
  await postTasksExecution(undefined, ended('run 1'));
  expect(readdirSync(records)).toEqual([expect.stringMatching(/^run_10-/)]);
});

it('records a missing variant file, and takes a record that is gone for none', async () => {
  await workspace.nodes({ variants: ['absent.json'] });
  await preTasksExecution({ variants: ['absent.json'] }, run());
  expect(readRunRecord('x')?.variants).toEqual({ 'absent.json': null });
  await postTasksExecution(undefined, ended());
  expect(readRunRecord('x')).toBeUndefined();
});

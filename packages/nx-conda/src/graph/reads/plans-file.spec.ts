import { scratch } from '../nx-environment.fixture';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlannedWorkspace, readPlans, writePlans } from './plans-file';

const data = join(scratch, 'data');
const plans: PlannedWorkspace = {
  outputRoot: 'dist/conda',
  variantFiles: ['variants.json'],
  plans: { x: { areas: [{ path: 'x', takes: 'folder' }], repositories: [], environment: ['X'] } },
};

afterEach(() => rmSync(data, { recursive: true, force: true }));

it('gives the hook the plans of the graph with the same options', async () => {
  const options = { variants: ['a.json'] };
  await writePlans(plans, options);
  expect(readPlans(options)).toEqual(plans);
  expect(readPlans({ variants: ['b.json'] })).toBeUndefined();
  expect(readPlans(undefined)).toBeUndefined();
});

it('writes changes only', async () => {
  await writePlans(plans, undefined);
  const [file = ''] = readdirSync(data).map((name) => join(data, name));
  utimesSync(file, 1, 1);
  await writePlans(plans, {});
  expect(statSync(file).mtimeMs).toBe(1000);
  await writePlans({ ...plans, outputRoot: 'out' }, {});
  expect(readPlans(undefined)?.outputRoot).toBe('out');
});

it('does not stop the graph if the folder cannot be written', async () => {
  writeFileSync(data, '');
  await expect(writePlans(plans, undefined)).resolves.toBeUndefined();
  rmSync(data);
  mkdirSync(data);
  expect(readPlans(undefined)).toBeUndefined();
});

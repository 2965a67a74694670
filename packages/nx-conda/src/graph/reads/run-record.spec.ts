import { scratch } from '../nx-environment.fixture';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { removeRunRecords, writeRunRecord } from './run-record';

const record = { at: 1, projects: {}, variants: {} };
const DAY_S = 24 * 60 * 60;

it('removes nothing without a run', async () => {
  await expect(removeRunRecords('unknown')).resolves.toBeUndefined();
});

it('removes the records that killed runs left a week ago', async () => {
  const [old, recent] = [await writeRunRecord('old', record), await writeRunRecord('recent', record)];
  const now = Date.now() / 1000;
  utimesSync(old, now - 8 * DAY_S, now - 8 * DAY_S);
  utimesSync(recent, now - 6 * DAY_S, now - 6 * DAY_S);
  const latest = await writeRunRecord('latest', record);
  expect([old, recent, latest].map((file) => existsSync(file))).toEqual([false, true, true]);
});

it('keeps a record in its folder, whatever the id of the run is', async () => {
  const file = await writeRunRecord('../a/b', record);
  expect(readdirSync(join(scratch, 'data/nx-conda-runs'))).toContain(file.split('/').pop());
  await removeRunRecords('../a/b');
  expect(existsSync(file)).toBe(false);
});

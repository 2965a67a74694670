import { parseArgs } from 'node:util';
import { MODES } from '../../packages/nx-conda-e2e/src/changes/modes';
import { ChangesTable } from '../../packages/nx-conda-e2e/src/changes/run-table';
import { table } from '../../packages/nx-conda-e2e/src/changes/table';
import { type Observation, printed } from '../../packages/nx-conda-e2e/src/changes/verdict';
import { TestWorkspace } from '../../packages/nx-conda-e2e/src/test-workspace';
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      skip: { type: 'string' },
      only: { type: 'string' },
      modes: { type: 'string' },
      keep: { type: 'boolean' },
    },
  });
  const rows = table.filter(
    ({ name, what }) =>
      (!values.only || new RegExp(values.only).test(name)) &&
      !(values.skip && new RegExp(values.skip).test(what)),
  );
  const workspace = new TestWorkspace({
    NX_CONDA_RATTLER_BUILD: process.env['NX_CONDA_RATTLER_BUILD'] ?? '',
  });
  const log = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
  log(workspace.home);
  const changes = new ChangesTable(workspace, rows, log);
  await changes.prepare();
  const all: Observation[] = [];
  for (const [i, mode] of MODES.entries()) {
    if (values.modes && !values.modes.includes(String(i))) continue;
    const seen = await changes.play(mode, []);
    log(`${mode.name}: ${seen.length} rows`);
    console.log(printed(seen));
    all.push(...seen);
  }
  if (!values.keep) workspace.remove();
}
void main();

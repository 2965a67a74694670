import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { above } from '../../packages/nx-conda-e2e/src/changes/above';
import type { NamedChange } from '../../packages/nx-conda-e2e/src/changes/change';
import { explained, inCi } from '../../packages/nx-conda-e2e/src/changes/in-ci';
import { type Mode, MODES } from '../../packages/nx-conda-e2e/src/changes/modes';
import { ChangesTable } from '../../packages/nx-conda-e2e/src/changes/run-table';
import { table } from '../../packages/nx-conda-e2e/src/changes/table';
import { faults, prices } from '../../packages/nx-conda-e2e/src/changes/verdict';
import { workspaceInRepository } from '../../packages/nx-conda-e2e/src/changes/workspace-in-repository';
import { engines } from '../../packages/nx-conda-e2e/src/engines';
import { TestWorkspace } from '../../packages/nx-conda-e2e/src/test-workspace';
import { installPacked } from '../install-packed';

const USAGE =
  'npm run changes -- [--all] [--only <pattern of names>] [--skip <pattern of descriptions>] ' +
  '[--modes run-many,daemon,affected] [--within-repository] [--keep]';

const OPTIONS = {
  /** Every change in each mode, with an explanation of each. */
  all: { type: 'boolean' },
  only: { type: 'string' },
  skip: { type: 'string' },
  modes: { type: 'string' },
  'within-repository': { type: 'boolean' },
  /** The workspace is kept for inspection. */
  keep: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) return console.log(USAGE);
  process.env['NX_CONDA_E2E_TEMPLATE'] ??= packed();
  await play(values);
}

async function play(options: Options): Promise<void> {
  const rows = wantedRows(options);
  const all = options.all || options['within-repository'];
  const engine = engines[0]?.env ?? {};
  const workspace = options['within-repository'] ? workspaceInRepository(engine) : new TestWorkspace(engine);
  log(`${rows.length} changes in ${workspace.root}`);
  const changes = new ChangesTable(workspace, rows, log);
  await changes.prepare();
  for (const mode of wantedModes(options)) {
    const made = all ? rows : inCi(mode, rows);
    const seen = await changes.play(mode, made, all ? made : explained(made));
    log(`${mode.name}: ${seen.length} changes`);
    if (faults(seen) !== '') process.exitCode = 1;
    console.log([faults(seen), prices(seen)].filter((text) => text !== '').join('\n'));
  }
  if (!options.keep) workspace.remove();
}

function wantedRows(options: Options): NamedChange[] {
  return (options['within-repository'] ? above : table).filter(
    ({ name, what }) => matches(name, options.only, true) && !matches(what, options.skip, false),
  );
}

function wantedModes({ modes }: Options): Mode[] {
  return MODES.filter(({ name }) => !modes || modes.split(',').some((wanted) => name.endsWith(wanted)));
}

function matches(text: string, pattern: string | undefined, otherwise: boolean): boolean {
  return pattern === undefined ? otherwise : new RegExp(pattern).test(text);
}

function packed(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-changes-'));
  installPacked(folder);
  return folder;
}

function log(line: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

void main();

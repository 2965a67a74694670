import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExplainedError } from '../explained-error';
import { run } from '../machine/run';
import type { GraphFile } from './task-graph';

/** As the options of `nx affected`. */
export interface Changes {
  base?: string;
  head?: string;
}

/** All tasks for some targets, and those that they wait for, by Nx's own calculation. */
export async function allTasks(workspaceRoot: string, targets: string[]): Promise<GraphFile> {
  const graph = await nxJson(workspaceRoot, (file) => ['run-many', '-t', ...targets, `--graph=${file}`]);
  if (!isGraph(graph)) throw new ExplainedError('Nx wrote no task graph.', UPDATE);
  return graph;
}

/** Ids of the tasks that `nx affected` runs because their own inputs differ. */
export async function affectedTasks(
  workspaceRoot: string,
  targets: string[],
  { base, head }: Changes,
): Promise<string[]> {
  const revisions = [
    ...(base === undefined ? [] : [`--base=${base}`]),
    ...(head === undefined ? [] : [`--head=${head}`]),
  ];
  const explained = await nxJson(workspaceRoot, (file) => [
    ...['affected', '-t', ...targets, `--explain=${file}`],
    ...revisions,
  ]);
  const { affected } = explained as { affected?: unknown };
  if (typeof affected !== 'object' || affected === null)
    throw new ExplainedError('Nx wrote no affected tasks.', UPDATE);
  return Object.keys(affected);
}

const UPDATE = ['Check with npx nx --version that the version of Nx is one that nx-conda supports.'];

function isGraph(value: unknown): value is GraphFile {
  const { graph, tasks } = value as Partial<GraphFile>;
  return graph?.nodes !== undefined && tasks?.tasks !== undefined && tasks.dependencies !== undefined;
}

/** What a command of Nx writes into a file. */
async function nxJson(workspaceRoot: string, argsFor: (file: string) => string[]): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'nx-conda-plan-'));
  try {
    const file = join(folder, 'nx.json');
    const args = argsFor(file);
    // The package's own main file is its command.
    const nx = createRequire(__filename).resolve('nx');
    const options = { cwd: workspaceRoot, env: { NX_TUI: 'false' }, capture: true };
    const { exitCode, stdout, stderr } = await run(process.execPath, [nx, ...args], options);
    const text = exitCode === 0 ? await readFile(file, 'utf8').catch(() => undefined) : undefined;
    if (text !== undefined) return JSON.parse(text) as object;
    const command = `nx ${args.filter((arg) => !arg.includes(file)).join(' ')}`;
    throw new ExplainedError(`${command} failed:\n${`${stdout}\n${stderr}`.trim()}`, [
      'If a revision is unknown, fetch the whole history: fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab.',
      `Otherwise run ${command} to see the error, and correct what it names.`,
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

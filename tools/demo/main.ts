import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { checkRun } from './check-run';
import { createWorkspace } from './create-workspace';
import { edgesAsText } from './graph-text';
import { packagesAsText } from '../packages-table';
import { say, step } from './narrate';
import type { Workspace } from '../workspace';

const PROJECTS = ['voxel-types', 'voxel-codegen', 'voxel-kernels', 'voxel-cli', 'voxel-survey'];
const TASKS = ['conda-build', 'conda-test'].flatMap((target) =>
  PROJECTS.map((project) => `${project}:${target}`),
);

async function demo(workspace: Workspace): Promise<void> {
  step('A starter chain: nx g nx-conda:preset');
  await workspace.ok(['generate', 'nx-conda:preset', '--no-interactive']);
  workspace.commit('Start');

  step('The project graph: nx graph');
  await workspace.ok(['graph', '--file=dist/graph.json']);
  say(edgesAsText(workspace.read('dist/graph.json')));

  const all = ['run-many', '-t', 'conda-build', 'conda-test'];
  step(`Build and test all: nx ${all.join(' ')}`);
  await run(workspace, all, TASKS);

  step('The same again: everything comes from the cache');
  await run(workspace, all, []);

  step(
    'A comment in the recipe of voxel-types: its package stays the same, so nothing on top of it is rebuilt',
  );
  workspace.edit('recipes/starter/voxel-types/recipe.yaml', (text) => `# Only a comment.\n${text}`);
  await runAffected(workspace, ['voxel-types:conda-build', 'voxel-types:conda-test']);

  step('A change in the code of voxel-kernels: voxel-cli is linked to it, voxel-survey only runs it');
  workspace.edit(
    'recipes/starter/voxel-kernels/src/kernels.cpp',
    (text) => `${text}\nextern "C" int voxel_kernels_demo() { return 1; }\n`,
  );
  await runAffected(workspace, [
    'voxel-kernels:conda-build',
    'voxel-kernels:conda-test',
    'voxel-cli:conda-build',
    'voxel-cli:conda-test',
    'voxel-survey:conda-test',
  ]);
}

async function runAffected(workspace: Workspace, expected: string[]): Promise<void> {
  workspace.commit('Change');
  const args = ['affected', '-t', 'conda-build', 'conda-test', '--base=HEAD~1', '--head=HEAD'];
  say(`nx ${args.join(' ')}`);
  await run(workspace, args, expected);
}

/** Runs tasks, shows the packages, and stops the demo if other tasks ran than expected. */
async function run(workspace: Workspace, args: string[], expected: string[]): Promise<void> {
  const started = Date.now();
  await workspace.ok([...args, `--parallel=${availableParallelism()}`]);
  const last = workspace.lastRun();
  say(packagesAsText(workspace, PROJECTS, last));
  say(checkRun(last, expected, (Date.now() - started) / 1000));
}

async function main(): Promise<void> {
  const keep = process.argv.includes('--keep');
  const workspace = createWorkspace(process.argv.includes('--isolated'));
  try {
    await demo(workspace);
    step(keep ? `The workspace: ${workspace.root}` : 'Done. Use --keep to keep the workspace.');
  } finally {
    if (!keep) rmSync(workspace.root, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

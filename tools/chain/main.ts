import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { findEngine } from '../../packages/nx-conda/src/engine/find';
import { offlineChannelArguments } from '../offline-channel/command';
import { Failure } from '../offline-channel/failure';
import type { Part } from '../offline-channel/options';
import { packagesAsText } from '../packages-table';
import { nxAlone, userEnvironment } from '../user-environment';
import { Workspace } from '../workspace';
import { updateWorkspace } from './chain-workspace';
import { consume } from './consumer';
import { type ChainOptions, readOptions } from './options';
import { hasUpstream, redirectedGit } from './upstream';

const repository = join(__dirname, '../..');

/** In build order. Each has a module of its name. */
const PROJECTS = ['ccimport', 'pccm', 'cumm', 'spconv', 'pointcept'];

/** With --quick. PTX: the driver compiles it for newer GPUs. */
const QUICK = { SPCONV_PREBUILT_LIMIT: '2', CUMM_CUDA_ARCH_LIST: '8.0+PTX', TORCH_CUDA_ARCH_LIST: '8.0+PTX' };

async function chain(given: ChainOptions): Promise<void> {
  const options = { ...given, rattlerBuild: await rattlerBuildCommand(given) };
  const { workspace: root, offline } = options;
  const channel = join(root, 'channel');
  const offlineChannel = join(root, 'offline');
  if (offline) await makeOfflineChannel(offlineChannel, options);
  const channels = offline ? [`file://${offlineChannel}`] : ['conda-forge'];
  const variants = ['recipes/variants.json', 'chain-variants.json'];
  updateWorkspace(
    root,
    { channels, variants, ...(options.isolated && { isolated: true }) },
    variantsOf(options, offlineChannel),
  );
  const workspace = new Workspace(root, await environment(options));
  const projects = PROJECTS.filter((name) => options.pytorch || name !== 'pointcept');

  await run(workspace, ['run-many', '-t', 'conda-build', 'conda-test', `--projects=${projects.join(',')}`]);
  const last = workspace.lastRun();
  rmSync(channel, { recursive: true, force: true });
  await workspace.ok([
    'run-many',
    '-t',
    'conda-publish',
    `--projects=${projects.join(',')}`,
    `--to=${channel}`,
  ]);
  console.log(`\n${packagesAsText(workspace, projects, last)}\n`);
  if (!options.pytorch) console.log('pointcept is left out: it needs PyTorch.');
  await checkConsumer(options, projects, [`file://${channel}`, ...channels]);
  console.log(`The channel: file://${channel}${remark(options)}`);
}

/** Absolute path; undefined if nx-conda only has the embedded one. */
async function rattlerBuildCommand({ rattlerBuild: configured }: ChainOptions): Promise<string | undefined> {
  const engine = await findEngine({ configured, workspaceRoot: process.cwd(), env: process.env });
  return engine?.kind === 'command' ? engine.command : undefined;
}

function remark({ cuda, quick }: ChainOptions): string {
  if (cuda === 'none') return '';
  return quick ? ' (few kernels: for testing only)' : ' (not tested on a GPU)';
}

async function makeOfflineChannel(
  folder: string,
  { cuda, pytorch, rattlerBuild }: ChainOptions,
): Promise<void> {
  if (!rattlerBuild) {
    throw new Failure('The offline channel needs a rattler-build command.', [
      'Name one: --rattler-build <path>',
    ]);
  }
  if (!hasUpstream) {
    throw new Failure('The upstream repositories were not found: ../shared/upstream', [
      'Put git bundles of them there, with a git-offline.sh that redirects git to them.',
      'Or omit --offline, if conda-forge and GitHub are reachable.',
    ]);
  }
  const parts: Part[] = [
    ...(cuda === 'none' ? [] : [`cuda${cuda}` as const]),
    ...(pytorch ? ['pytorch' as const] : []),
  ];
  const { exitCode } = await execa(process.execPath, offlineChannelArguments(folder, rattlerBuild, parts), {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    reject: false,
  });
  if (exitCode !== 0) throw new Failure('Creating the offline channel failed: see above.');
}

/** One of the recipes' variants. */
function variantsOf({ cuda, offline }: ChainOptions, offlineChannel: string): object {
  if (offline) return JSON.parse(readFileSync(join(offlineChannel, 'variants.json'), 'utf8')) as object;
  return {
    c_compiler_version: ['13'],
    cxx_compiler_version: ['13'],
    c_stdlib_version: ['2.17'],
    cuda_compiler_version: [cuda === 'none' ? 'None' : cuda],
  };
}

async function environment({
  workspace,
  offline,
  quick,
  rattlerBuild,
}: ChainOptions): Promise<Record<string, string>> {
  return {
    ...userEnvironment(),
    ...(rattlerBuild && { NX_CONDA_RATTLER_BUILD: rattlerBuild }),
    ...(offline && (await redirectedGit(join(workspace, 'upstream')))),
    ...(quick && QUICK),
    ...nxAlone(join(workspace, '.nx/cache')),
  };
}

/** May take hours: Nx's output is shown as it comes. @throws Error on failure. */
async function run(workspace: Workspace, args: string[]): Promise<void> {
  const child = workspace.start([...args, '--parallel=1', '--output-style=stream']);
  child.all.pipe(process.stdout);
  const { exitCode } = await child;
  if (exitCode !== 0) throw new Failure(`nx ${args.join(' ')} failed: see above.`);
}

/** Once for the same packages: an environment with PyTorch takes a while. */
async function checkConsumer(options: ChainOptions, projects: string[], channels: string[]): Promise<void> {
  const { cuda, workspace, rattlerBuild } = options;
  if (!rattlerBuild) return console.log('Not tested in a new environment: rattler-build command not found.');
  const requirement = projects.at(-1) ?? '';
  const digests = projects.map((name) =>
    readFileSync(join(workspace, 'dist/conda', name, 'digest.json'), 'utf8'),
  );
  await consume({
    ...{ rattlerBuild, channels, requirement, modules: projects },
    folder: join(workspace, 'consumer'),
    cuda: cuda === 'none' ? '' : cuda,
    identity: digests.join(''),
  });
  console.log(`A new environment with ${requirement} from that channel imports ${projects.join(', ')}.`);
}

async function main(): Promise<void> {
  await chain(readOptions(process.argv.slice(2), process.env));
}

main().catch((error: unknown) => {
  console.error(error instanceof Failure ? error.describe() : error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

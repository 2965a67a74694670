import {
  detectPackageManager,
  getPackageManagerCommand,
  globAsync,
  type PackageManager,
  readJson,
  readNxJson,
  type Tree,
} from '@nx/devkit';
import { nxCommand } from '../../graph/nx-command';
import { targetName } from '../../graph/targets';
import { pluginOptions, readSettings, type Settings, variantFiles } from '../../options';
import { remoteChannel } from '../../remote-channel/remote-channel';
import { TOKENS } from '../../remote-channel/tokens';

/** What a workflow says about this workspace. */
export interface CiFacts {
  packageManager: PackageManager;
  /** Whether package.json names the version of the package manager. */
  pinsPackageManager: boolean;
  /** Installs the packages of the workspace from its lock file; undefined without a package.json, where Nx does it. */
  install: string | undefined;
  /** Commands that run Nx and nx-conda. */
  nx: string;
  nxConda: string;
  /** The protected branch. */
  branch: string;
  /** Names of targets. */
  build: string;
  test: string;
  check: string;
  publish: string;
  /** The channel is on a server. */
  publishes: boolean;
  /** The channel accepts the identity of the workflow: prefix.dev. */
  trusted: boolean;
  /** Secrets that publishing needs otherwise. */
  tokenVariables: string[];
  outputRoot: string;
  isolated: boolean;
  /** A recipe uses CUDA. */
  cuda: boolean;
  /** Files that decide which packages builds download. */
  recipeGlobs: string[];
}

export async function ciFacts(tree: Tree): Promise<CiFacts> {
  const nxJson = readNxJson(tree);
  const settings = readSettings(pluginOptions(nxJson?.plugins));
  return {
    ...commands(tree),
    branch: nxJson?.defaultBase ?? 'main',
    ...targetNames(settings),
    ...publishing(settings),
    outputRoot: settings.outputRoot,
    isolated: settings.isolated ?? false,
    cuda: await usesCuda(tree),
    recipeGlobs: ['**/recipe.yaml', ...variantFiles(settings.variants).map(({ path }) => path)],
  };
}

type Commands = Pick<CiFacts, 'packageManager' | 'pinsPackageManager' | 'install' | 'nx' | 'nxConda'>;

function commands(tree: Tree): Commands {
  const packageManager = detectPackageManager(tree.root);
  if (!tree.exists('package.json')) {
    const nxConda = '.nx/installation/node_modules/.bin/nx-conda';
    return {
      packageManager,
      pinsPackageManager: false,
      install: undefined,
      nx: nxCommand(tree.root, 'linux'),
      nxConda,
    };
  }
  const { exec, ciInstall } = getPackageManagerCommand(packageManager, tree.root);
  const { packageManager: pinned } = readJson<{ packageManager?: string }>(tree, 'package.json');
  return {
    packageManager,
    pinsPackageManager: pinned !== undefined,
    install: ciInstall,
    nx: `${exec} nx`,
    nxConda: `${exec} nx-conda`,
  };
}

function publishing({
  publishTo,
  targets,
}: Settings): Pick<CiFacts, 'publishes' | 'trusted' | 'tokenVariables'> {
  const channel = publishTo === undefined ? undefined : remoteChannel(publishTo);
  if (channel === undefined || targets.publish === false) {
    return { publishes: false, trusted: false, tokenVariables: [] };
  }
  const trusted = channel.kind === 'prefix';
  return {
    publishes: true,
    trusted,
    tokenVariables: trusted ? [] : neededVariables(TOKENS[channel.kind].variables),
  };
}

function targetNames(settings: Settings): Pick<CiFacts, 'build' | 'test' | 'check' | 'publish'> {
  return {
    build: targetName('build', settings),
    test: targetName('test', settings),
    check: targetName('check', settings),
    publish: targetName('publish', settings),
  };
}

/** Without tokens for temporary keys, and without a second way to log in. */
function neededVariables(variables: readonly string[]): string[] {
  const [first = ''] = variables;
  return first.endsWith('_TOKEN') ? [first] : variables.filter((name) => !name.endsWith('_SESSION_TOKEN'));
}

/** CUDA packages and their builds may need more disk space than a hosted machine has. */
async function usesCuda(tree: Tree): Promise<boolean> {
  const recipes = await globAsync(tree, ['**/recipe.yaml']);
  return recipes.some((path) => /cuda/i.test(tree.read(path, 'utf8') ?? ''));
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../../packages/nx-conda/src/machine/cache-folder';

export interface ChainOptions {
  /** The variant: without CUDA, or with this release of it. */
  cuda: 'none' | '12.6';
  /** Take packages from the offline channel and sources from the upstream bundles, without network access. */
  offline: boolean;
  /** Few kernels, one architecture. */
  quick: boolean;
  /** Let builds and tests see only files that their hash covers. */
  isolated: boolean;
  /** Include PyTorch, and so pointcept, which needs it. */
  pytorch: boolean;
  /** Absolute folder that is kept between runs. */
  workspace: string;
  /** A path, relative to this folder; undefined: nx-conda searches for it. */
  rattlerBuild: string | undefined;
}

export const USAGE = `npm run chain -- --cuda none|12.6 [options]

Builds and tests the recipes of this repository through Nx, and puts the packages into one channel.

  --offline                packages from the channel that npm run offline-channel makes, sources from ../shared/upstream;
                           the first run downloads the parts of that channel (3 GB, with PyTorch and CUDA)
  --quick                  SPCONV_PREBUILT_LIMIT=2 and one GPU architecture (8.0 and newer): within an hour on 2 cores
  --isolated               builds see only what their hash covers (docs/isolation.md)
  --without pytorch        leave out pointcept, which needs it
  --workspace <folder>     default: one for each variant and way to build it, in the user's cache folder
  --rattler-build <path>   default: NX_CONDA_RATTLER_BUILD, ../shared/bin, or found by nx-conda`;

const repository = join(__dirname, '../..');

/** @throws Error with the usage. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): ChainOptions {
  const { cuda, without, ...values } = { offline: false, quick: false, isolated: false, ...parse(args) };
  const { offline, quick, isolated } = values;
  if (cuda !== 'none' && cuda !== '12.6') throw new Error(`--cuda must be none or 12.6.\n\n${USAGE}`);
  if (without !== undefined && without !== 'pytorch')
    throw new Error(`--without only accepts pytorch.\n\n${USAGE}`);
  return {
    ...{ cuda, offline, quick, isolated },
    pytorch: without !== 'pytorch',
    workspace: resolve(values.workspace ?? defaultWorkspace({ cuda, offline, quick }, env)),
    rattlerBuild: values['rattler-build'] ?? env['NX_CONDA_RATTLER_BUILD'] ?? besideRepository(),
  };
}

/** Packages of other compilers, or with few kernels, have the same names: they are kept apart. */
function defaultWorkspace(
  { cuda, offline, quick }: Pick<ChainOptions, 'cuda' | 'offline' | 'quick'>,
  env: NodeJS.ProcessEnv,
): string {
  const parts = ['chain', cuda, ...(offline ? ['offline'] : []), ...(quick ? ['quick'] : [])];
  return join(cacheFolder(env), parts.join('-'));
}

function besideRepository(): string | undefined {
  const path = join(repository, '../shared/bin/rattler-build');
  return existsSync(path) ? path : undefined;
}

function parse(args: string[]) {
  const options = {
    cuda: { type: 'string' },
    offline: { type: 'boolean' },
    quick: { type: 'boolean' },
    isolated: { type: 'boolean' },
    without: { type: 'string' },
    workspace: { type: 'string' },
    'rattler-build': { type: 'string' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

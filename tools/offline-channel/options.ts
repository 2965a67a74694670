import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../../packages/nx-conda/src/machine/cache-folder';
import { pythonMinor } from './entries';
import { Failure } from './failure';

export interface Options {
  /** Absolute path of the channel. */
  readonly channel: string;
  /** Absolute path of the files kept between runs. */
  readonly cache: string;
  /** Path or name of the interpreter to package. */
  readonly python: string;
  /** Path or name. */
  readonly rattlerBuild: string;
  readonly parts: readonly Part[];
  /** Remove files from the cache that this channel does not need. */
  readonly prune: boolean;
}

/** Optional parts of a channel besides Python and the compilers. */
export const parts = ['cuda12.6', 'nvcc12.6', 'pytorch'] as const;
export type Part = (typeof parts)[number];

/** Whether a channel with these parts has nvcc. */
export function hasNvcc(parts: readonly Part[]): boolean {
  return parts.some((part) => part !== 'pytorch');
}

export const usage = `npm run offline-channel -- <folder> [options]

Makes a conda channel from the Python package index and this machine: Python ${pythonMinor}, pip, numpy, pybind11,
ninja, sympy, ..., and the machine's own compilers. A second run takes unchanged packages from its cache.

  --with cuda12.6          CUDA 12.6 under conda-forge's names: nvcc, libraries, headers; CMake (1.3 GB to download)
  --with nvcc12.6          of CUDA 12.6, only nvcc and the CUDA runtime (150 MB)
  --with pytorch           PyTorch 2.7.1 for CUDA 12.6, and the requirements of PyTorch and pointcept (2.8 GB)
  --prune                  first remove files from the cache that this channel does not need (others may)
  --rattler-build <path>   default: NX_CONDA_RATTLER_BUILD, or rattler-build on PATH
  --python <path>          the Python ${pythonMinor} to package; default: python${pythonMinor} on PATH
  --cache <folder>         default: nx-conda/offline-channel in the user's cache folder`;

/** @throws Failure for an invalid command line */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parse(args);
  const [channel, ...rest] = positionals;
  if (!channel || rest.length > 0) throw new Failure(`Name one folder for the channel.\n\n${usage}`);
  return {
    channel: resolve(channel),
    cache: resolve(values.cache ?? join(cacheFolder(env), 'offline-channel')),
    python: values.python ?? `python${pythonMinor}`,
    parts: (values.with ?? []).map(knownPart),
    prune: values.prune ?? false,
    rattlerBuild: values['rattler-build'] ?? env['NX_CONDA_RATTLER_BUILD'] ?? 'rattler-build',
  };
}

function knownPart(name: string): Part {
  const part = parts.find((known) => known === name);
  if (!part)
    throw new Failure(`--with ${name} is unknown: use ${parts.join(', ').replace(/, (?=[^,]*$)/, ' or ')}.`);
  return part;
}

function parse(args: readonly string[]) {
  const options = {
    'rattler-build': { type: 'string' },
    python: { type: 'string' },
    cache: { type: 'string' },
    with: { type: 'string', multiple: true },
    prune: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

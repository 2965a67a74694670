import type { CudaLibrary } from './cuda-library';
import type { Part } from './cuda-parts';
import {
  developmentLinks,
  developmentParts,
  driverLink,
  driverStub,
  headers,
  libraryLinks,
  libraryParts,
  preparation,
  targetLibraries,
  targetLinks,
} from './cuda-parts';
import { cccl, cudart, libraries, newerCudart, newerLibraries, profilerApi } from './cuda-libraries';
import type { Plan, Recipe, RecipeRequirements } from './package-recipe';
import { asTheyAre, shellScript } from './package-recipe';
import { patchelfDownload, patchelfSource } from './patchelf';

export const nvidiaLicense = 'LicenseRef-NVIDIA-End-User-License-Agreement';

/**
 * The run-time packages of programs built for CUDA 12.6: conda-forge's packages, splits and pins (its feedstocks,
 * 12.6).
 */
export function planCudaRuntime(): readonly Plan[] {
  return [planCudaVersion('12.6'), ...planCudart(cudart), ...ofToolkit.map(planRuntime)];
}

/** What nvcc needs to compile and link a library with kernels. */
export function planNvccCompanions(): readonly Plan[] {
  return [planCudaVersion('12.6'), ...planCudart(cudart), ...planCudartDevelopment(), ...planHeaders(cccl)];
}

/** Further requirements of PyTorch, outside the toolkit. */
export function planCudaCompanions(): readonly Plan[] {
  return companions.map(planRuntime);
}

const ofToolkit = libraries.filter(({ cuda }) => cuda !== undefined);
const companions = libraries.filter(({ cuda }) => cuda === undefined);

/** The packages for building with the libraries; and the run-time part of 12.9, which a solver prefers. */
export function planCudaDevelopment(): readonly Plan[] {
  return [
    ...ofToolkit.filter(({ development }) => development === undefined).map(planDevelopment),
    ...planCudartDevelopment(),
    ...[cccl, profilerApi].flatMap(planHeaders),
    planCudaVersion('12.9'),
    ...planCudart(newerCudart),
    ...newerLibraries.map(planRuntime),
  ];
}

/** `cuda-version >=12.6,<12.7.0a0`: the result of `pin_compatible` with `x.x`. */
export function cudaPin(cuda: string | undefined): string {
  if (cuda === undefined) return 'cuda-version >=12,<13';
  const [major, minor] = cuda.split('.').map(Number);
  return `cuda-version >=${cuda},<${major}.${(minor ?? 0) + 1}.0a0`;
}

/** `libcublas >=12.6.4.1,<13.0a0`: the result of `pin_subpackage` with `x`. */
export function libraryPin({ name, version }: CudaLibrary): string {
  return `${name} >=${version},<${Number(version.split('.')[0]) + 1}.0a0`;
}

function planCudaVersion(cuda: string): Plan {
  const major = cuda.split('.')[0];
  return {
    recipe: {
      package: { name: 'cuda-version', version: cuda },
      build: { number: 0, noarch: 'generic', string: 'h{key}_0' },
      // Only on machines with a GPU: without __cuda, a constraint on it has no effect.
      requirements: { run_constraints: [`cudatoolkit ${cuda}.*`, `__cuda >=${major}`] },
      about: { summary: 'names a release of CUDA, for others to agree on', license: nvidiaLicense },
    },
    downloads: {},
  };
}

function planRuntime(library: CudaLibrary): Plan {
  const { development, run = [] } = library;
  const parts = development === 'same' ? [...libraryParts, ...developmentParts] : libraryParts;
  return planParts(library, library.name, parts, {
    run: [cudaPin(library.cuda), ...run],
    ...(development === 'same' && { run_exports: { weak: [libraryPin(library)] } }),
  });
}

function planDevelopment(library: CudaLibrary): Plan {
  return planParts(library, `${library.name}-dev`, developmentParts, {
    run: [cudaPin(library.cuda), `${library.name} ==${library.version}`],
    run_exports: { weak: [libraryPin(library)] },
  });
}

function planCudart(library: CudaLibrary): readonly Plan[] {
  const { name, version, cuda } = library;
  const target = `${name}_linux-64`;
  return [
    planParts(library, target, [targetLibraries], { run: [cudaPin(cuda)] }),
    planParts(library, name, [libraryLinks], { run: [cudaPin(cuda), `${target} ==${version}`] }),
  ];
}

function planCudartDevelopment(): readonly Plan[] {
  const { name, version, cuda } = cudart;
  const pin = cudaPin(cuda);
  const run_exports = { weak: [libraryPin(cudart)] };
  return [
    planParts(cudart, `${name}-dev_linux-64`, [headers, targetLinks], {
      run: [pin, 'cuda-cccl_linux-64', `${name}-static_linux-64`, `${name}_linux-64 ==${version}`],
      run_exports,
    }),
    planParts(cudart, `${name}-dev`, [developmentLinks], {
      run: [pin, `${name} ==${version}`, `${name}-dev_linux-64 ==${version}`, `${name}-static ==${version}`],
      run_exports,
    }),
    planParts(cudart, 'cuda-driver-dev_linux-64', [driverStub], { run: [pin] }),
    planParts(cudart, 'cuda-driver-dev', [driverLink], { run: [pin, 'cuda-driver-dev_linux-64'] }),
  ];
}

function planHeaders(library: CudaLibrary): readonly Plan[] {
  const { name, cuda } = library;
  const target = `${name}_linux-64`;
  return [
    planParts(library, target, [headers], { run: [cudaPin(cuda)] }),
    planParts(library, name, [], { run: [cudaPin(cuda), target] }),
  ];
}

function planParts(
  library: CudaLibrary,
  name: string,
  parts: readonly Part[],
  requirements: RecipeRequirements,
): Plan {
  const { distribution, version, sha256, folder, megabytes } = library;
  return {
    recipe: {
      package: { name, version },
      source: [{ path: 'wheel.zip', sha256, target_directory: 'wheel' }, patchelfSource],
      build: {
        number: 0,
        // As on conda-forge: files only below the targets' folder are the same for every build platform.
        ...(name.endsWith('_linux-64') && { noarch: 'generic' as const }),
        string: 'h{key}_0',
        ...asTheyAre,
        script: shellScript(...preparation(folder), ...parts.flat()),
      },
      requirements,
      about: aboutNvidia(name),
    },
    downloads: {
      'wheel.zip': { distribution, version, sha256, format: 'wheel', megabytes },
      ...patchelfDownload,
    },
  };
}

export function aboutNvidia(name: string): Recipe['about'] {
  return { summary: `${name} in conda-forge's layout, from NVIDIA's wheel`, license: nvidiaLicense };
}

import { pytorchArchitectures, cummArchitectures } from '../../../knowledge/cuda-architectures';
import { CUDA_LIBRARIES } from '../../../knowledge/cuda-packages';
import type { CudaFacts } from '../../../source/source-facts';
import { line, type RequirementLine } from '../requirements/requirement-lines';
import { noted, type YamlEntries, type YamlValue } from '../text/yaml-value';
import { HAS_CUDA } from './compilers';

/** PyTorch's headers include these (ATen/cuda/CUDAContextLight.h), linked or not. */
const OF_PYTORCH = ['cuda-cudart-dev', 'libcublas-dev', 'libcusolver-dev', 'libcusparse-dev'];
const EXACT = 'cuda-version ==${{ cuda_compiler_version }}';
const DEV_PACKAGES = new Set(CUDA_LIBRARIES.map(({ dev }) => dev));

/** In the context: the accelerator of a variant. */
export function accelerator(name: string): YamlValue {
  return noted(
    `Starts the build string, so that other recipes can require the same variant: \`${name} * cuda126_*\`.`,
    '${{ "cuda" ~ (cuda_compiler_version | version_to_buildstring) if cuda_compiler_version != "None" else "cpu" }}',
  );
}

export const BUILD_STRING = noted(
  'The last number is the build number above.',
  '${{ accelerator }}_py${{ python | version_to_buildstring }}_h${{ hash }}_0',
);

/** For host, in the CUDA variants. */
export function cudaHost({ builtBy, devPackages }: CudaFacts): RequirementLine[] {
  const included = devPackages.filter((name) => DEV_PACKAGES.has(name));
  const ofTorch = builtBy === 'torch' ? OF_PYTORCH : ['cuda-cudart-dev'];
  const names = [...new Set([...ofTorch, ...included])].sort();
  const lines = names.map((name, index) =>
    line(name, index === 0 && builtBy === 'torch' ? TORCH_HEADERS : undefined),
  );
  return underCuda([
    line(EXACT, 'The same CUDA for all linked libraries; otherwise the solver picks the newest.'),
    ...lines,
    // `cuda_runtime.h` includes crt/host_defines.h, which nvcc installs only in the build environment.
    ...(builtBy === 'setup' ? [line('cuda-crt-dev_${{ target_platform }}', 'For crt/host_defines.h.')] : []),
  ]);
}

const TORCH_HEADERS =
  "PyTorch's headers include those of all these libraries, used or not. Each exports its run-time requirements.";

/** For run, in the CUDA variants. */
export function cudaRun({ devPackages }: CudaFacts): RequirementLine[] {
  const pin = line(
    EXACT,
    "libnvrtc-builtins.so is specific to a minor release; cuda-nvrtc-dev's run export allows up to the next major one.",
  );
  return underCuda([
    ...(devPackages.includes('cuda-nvrtc-dev') ? [pin] : []),
    line('__cuda', 'Requires a driver. To build and test without a GPU: CONDA_OVERRIDE_CUDA=12.6'),
  ]);
}

export function underCuda(lines: RequirementLine[]): RequirementLine[] {
  return lines.map((one) => ({ ...one, condition: HAS_CUDA }));
}

/** PyTorch for the variant, selected by the build string. */
export function pytorchFor(lines: RequirementLine[]): RequirementLine[] {
  const others = lines.filter(({ name }) => name !== 'pytorch');
  const own = lines.filter(({ name, condition }) => name === 'pytorch' && condition === undefined);
  const plain = own.length > 0 ? own : [line('pytorch')];
  return [...others, ...plain, ...underCuda([line('pytorch * cuda*')])];
}

/** `script.env`: the GPU architectures; otherwise the build would use the machine's GPUs. */
export function architectureVariables({ builtBy }: CudaFacts, isCumm: boolean, cuda: string): YamlEntries {
  const name = builtBy === 'cmake' ? 'CUDAARCHS' : isCumm ? 'CUMM_CUDA_ARCH_LIST' : 'TORCH_CUDA_ARCH_LIST';
  const list = isCumm ? cummArchitectures(cuda) : pytorchArchitectures(cuda);
  const value = builtBy === 'cmake' ? forCmake(list) : list;
  return {
    [name]: noted(
      `For CUDA ${cuda}. Without it, the build compiles for the machine's GPUs, and fails if it has none.`,
      `\${{ env.get("${name}", default="${value}") }}`,
    ),
  };
}

/** `8.0;9.0+PTX` becomes `80-real;90`. */
function forCmake(list: string): string {
  const numbers = list.split(';').map((one) => one.replace('.', ''));
  return numbers.map((one) => (one.endsWith('+PTX') ? one.slice(0, -4) : `${one}-real`)).join(';');
}

/** Script lines: the location of CUDA for PyTorch's builds. */
export const TORCH_TOOLKIT = [
  "# compiler('cuda') puts bin/nvcc and the runtime headers here.",
  'export CUDA_HOME="$BUILD_PREFIX/targets/x86_64-linux"',
  '# nvcc looks for its settings beside itself. The nvcc in CUDA_HOME is a link and would not find them.',
  'export PYTORCH_NVCC="$BUILD_PREFIX/bin/nvcc"',
  "# The other libraries' headers are below the same folder of the host environment.",
  'export CPATH="$PREFIX/targets/x86_64-linux/include${CPATH:+:$CPATH}"',
  'export LIBRARY_PATH="$PREFIX/targets/x86_64-linux/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"',
  '# By default PyTorch starts one compiler more than the number of cores, and ignores memory.',
  'export MAX_JOBS="$CPU_COUNT"',
];

/** Script lines: one folder with all of CUDA, for builds that search for it themselves. */
export const JOINED_TOOLKIT = [
  '# The build looks for all of CUDA beside nvcc. conda-forge has nvcc in the build environment and the libraries in',
  '# the host environment: this folder joins the two.',
  'toolkit="$BUILD_PREFIX/cuda-toolkit"',
  'mkdir -p "$toolkit/bin"',
  `printf '#!/bin/sh\\nexec "%s" "$@"\\n' "$(command -v nvcc)" > "$toolkit/bin/nvcc"`,
  'chmod +x "$toolkit/bin/nvcc"',
  'ln -s "$PREFIX/lib" "$PREFIX/targets" "$toolkit/"',
  'export PATH="$toolkit/bin:$PATH"',
];

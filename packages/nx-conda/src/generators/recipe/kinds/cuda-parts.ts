import { pytorchArchitectures, cummArchitectures } from '../../../knowledge/cuda-architectures';
import { CUDA_LIBRARIES } from '../../../knowledge/cuda-packages';
import type { CudaFacts } from '../../../source/source-facts';
import { line, type RequirementLine } from '../requirements/requirement-lines';
import { noted, type YamlEntries, type YamlValue } from '../text/yaml-value';
import { HAS_CUDA } from './compilers';

/** What PyTorch's headers include (ATen/cuda/CUDAContextLight.h), linked or not. */
const OF_PYTORCH = ['cuda-cudart-dev', 'libcublas-dev', 'libcusolver-dev', 'libcusparse-dev'];
const EXACT = 'cuda-version ==${{ cuda_compiler_version }}';
const DEV_PACKAGES = new Set(CUDA_LIBRARIES.map(({ dev }) => dev));

/** In the context: what a variant is for. */
export function accelerator(name: string): YamlValue {
  return noted(
    `Starts the build string, so that others can ask for the same variant: \`${name} * cuda126_*\`.`,
    '${{ "cuda" ~ (cuda_compiler_version | version_to_buildstring) if cuda_compiler_version != "None" else "cpu" }}',
  );
}

export const BUILD_STRING = noted(
  'Its last number is the one above.',
  '${{ accelerator }}_py${{ python | version_to_buildstring }}_h${{ hash }}_0',
);

/** For host, in the variants for CUDA. */
export function cudaHost({ builtBy, devPackages }: CudaFacts): RequirementLine[] {
  const included = devPackages.filter((name) => DEV_PACKAGES.has(name));
  const ofTorch = builtBy === 'torch' ? OF_PYTORCH : ['cuda-cudart-dev'];
  const names = [...new Set([...ofTorch, ...included])].sort();
  const lines = names.map((name, index) =>
    line(name, index === 0 && builtBy === 'torch' ? TORCH_HEADERS : undefined),
  );
  return underCuda([
    line(EXACT, 'One CUDA for everything that is linked: the solver takes the newest otherwise.'),
    ...lines,
    // `cuda_runtime.h` includes crt/host_defines.h, which nvcc brings to the build environment alone.
    ...(builtBy === 'setup' ? [line('cuda-crt-dev_${{ target_platform }}', 'For crt/host_defines.h.')] : []),
  ]);
}

const TORCH_HEADERS =
  "PyTorch's headers include those of all these libraries, used or not. Each exports what it needs at run time.";

/** For run, in the variants for CUDA. */
export function cudaRun({ devPackages }: CudaFacts): RequirementLine[] {
  const pin = line(
    EXACT,
    'libnvrtc-builtins.so is of one minor release; what cuda-nvrtc-dev exports goes up to the next major one.',
  );
  return underCuda([
    ...(devPackages.includes('cuda-nvrtc-dev') ? [pin] : []),
    line('__cuda', 'A driver has to be there. To build and test without a GPU: CONDA_OVERRIDE_CUDA=12.6'),
  ]);
}

export function underCuda(lines: RequirementLine[]): RequirementLine[] {
  return lines.map((one) => ({ ...one, condition: HAS_CUDA }));
}

/** PyTorch for the variant: the build string says for what it was built. */
export function pytorchFor(lines: RequirementLine[]): RequirementLine[] {
  const others = lines.filter(({ name }) => name !== 'pytorch');
  const own = lines.filter(({ name, condition }) => name === 'pytorch' && condition === undefined);
  const plain = own.length > 0 ? own : [line('pytorch')];
  return [...others, ...plain, ...underCuda([line('pytorch * cuda*')])];
}

/** `script.env`: for which cards, where the build would ask the machine otherwise. */
export function architectureVariables({ builtBy }: CudaFacts, isCumm: boolean, cuda: string): YamlEntries {
  const name = builtBy === 'cmake' ? 'CUDAARCHS' : isCumm ? 'CUMM_CUDA_ARCH_LIST' : 'TORCH_CUDA_ARCH_LIST';
  const list = isCumm ? cummArchitectures(cuda) : pytorchArchitectures(cuda);
  const value = builtBy === 'cmake' ? forCmake(list) : list;
  return {
    [name]: noted(
      `For CUDA ${cuda}. Without it, the build compiles for the cards of its machine, and fails where there are none.`,
      `\${{ env.get("${name}", default="${value}") }}`,
    ),
  };
}

/** `8.0;9.0+PTX` is `80-real;90`. */
function forCmake(list: string): string {
  const numbers = list.split(';').map((one) => one.replace('.', ''));
  return numbers.map((one) => (one.endsWith('+PTX') ? one.slice(0, -4) : `${one}-real`)).join(';');
}

/** Of a script: where CUDA is, for PyTorch's builds. */
export const TORCH_TOOLKIT = [
  "# Where compiler('cuda') puts bin/nvcc and the headers of the run time.",
  'export CUDA_HOME="$BUILD_PREFIX/targets/x86_64-linux"',
  '# nvcc looks for its settings beside itself: the one in CUDA_HOME is a link, and would find none.',
  'export PYTORCH_NVCC="$BUILD_PREFIX/bin/nvcc"',
  "# The other libraries' headers are below the same folder of the host environment.",
  'export CPATH="$PREFIX/targets/x86_64-linux/include${CPATH:+:$CPATH}"',
  'export LIBRARY_PATH="$PREFIX/targets/x86_64-linux/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"',
  '# PyTorch would start one compiler more than there are cores, and does not look at memory.',
  'export MAX_JOBS="$CPU_COUNT"',
];

/** Of a script: one folder that has all of CUDA, as builds expect it that look for it themselves. */
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

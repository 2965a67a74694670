import { pytorchArchitectures, cummArchitectures } from '../../../knowledge/cuda-architectures';
import { CUDA_LIBRARIES } from '../../../knowledge/cuda-packages';
import { TORCH_NEEDS } from '../../../knowledge/torch-headers';
import { isStaticOfCuda } from '../../../knowledge/cuda-targets';
import type { CudaFacts } from '../../../source/source-facts';
import { line, type RequirementLine } from '../requirements/requirement-lines';
import { noted, type YamlEntries, type YamlValue } from '../text/yaml-value';
import { ownArchitectures } from './architecture-lines';
import { HAS_CUDA } from './compilers';

const EXACT = 'cuda-version ==${{ cuda_compiler_version }}';
const DEV_PACKAGES = new Set(CUDA_LIBRARIES.map(({ dev }) => dev));

/** In the context: the accelerator of a variant. */
export function accelerator(name: string): YamlValue {
  return noted(
    `Other recipes can require one variant, for example with \`${name} * cuda126_*\`, because the build string starts with this text.`,
    '${{ "cuda" ~ (cuda_compiler_version | version_to_buildstring) if cuda_compiler_version != "None" else "cpu" }}',
  );
}

export const BUILD_STRING = noted(
  'The last number of the build string must be the build number above: change both together.',
  '${{ accelerator }}_py${{ python | version_to_buildstring }}_h${{ hash }}_0',
);

/** Whether the build takes its settings for CUDA from PyTorch: by setup.py, or by CMake. */
export function usesTorch(cuda: CudaFacts | undefined): boolean {
  return cuda?.builtBy === 'torch' || cuda?.cmake?.usesTorch === true;
}

/** For host, in the CUDA variants. */
export function cudaHost(cuda: CudaFacts): RequirementLine[] {
  const { builtBy, devPackages } = cuda;
  const included = devPackages.filter((name) => DEV_PACKAGES.has(name) || isStaticOfCuda(name));
  const ofTorch = usesTorch(cuda) ? TORCH_NEEDS : ['cuda-cudart-dev'];
  const names = [...new Set([...ofTorch, ...included])].sort();
  const lines = names.map((name, index) =>
    line(name, index === 0 && usesTorch(cuda) ? TORCH_HEADERS : undefined),
  );
  return underCuda([
    line(
      EXACT,
      'Selects the same CUDA release for all linked libraries. Without this line, the solver picks the newest release.',
    ),
    ...lines,
    // `cuda_runtime.h` includes crt/host_defines.h, which nvcc installs only in the build environment.
    ...(builtBy === 'setup'
      ? [
          line(
            'cuda-crt-dev_${{ target_platform }}',
            'This package contains crt/host_defines.h, which cuda_runtime.h includes.',
          ),
        ]
      : []),
  ]);
}

const TORCH_HEADERS = `PyTorch's headers include headers of ${TORCH_NEEDS.join(', ')}, even if the extension uses none of these libraries. The run export of each -dev package adds the library to the run requirements.`;

/** For run, in the CUDA variants. */
export function cudaRun({ devPackages }: CudaFacts): RequirementLine[] {
  const pin = line(
    EXACT,
    'This line is necessary because each libnvrtc-builtins.so belongs to one minor release of CUDA, but the run export of cuda-nvrtc-dev allows all later minor releases.',
  );
  return underCuda([
    ...(devPackages.includes('cuda-nvrtc-dev') ? [pin] : []),
    line(
      '__cuda',
      'The virtual package __cuda requires a GPU driver. nx-conda sets CONDA_OVERRIDE_CUDA, so that machines without a GPU can build and test the package.',
    ),
  ]);
}

export function underCuda(lines: RequirementLine[]): RequirementLine[] {
  return lines.map((one) => ({ ...one, condition: HAS_CUDA }));
}

/** PyTorch for the variant, selected by the build string. @param run requirements, whose bounds host has too */
export function pytorchFor(
  lines: RequirementLine[],
  run: readonly RequirementLine[] = [],
): RequirementLine[] {
  const isPlain = ({ name, condition }: RequirementLine) => name === 'pytorch' && condition === undefined;
  const others = lines.filter(({ name }) => name !== 'pytorch');
  const own = lines.filter(isPlain);
  const bounded = run.filter(isPlain).flatMap(({ text }) => (text === undefined ? [] : [line(text)]));
  const isOpen = own.every(({ text, comment }) => text === 'pytorch' && comment === undefined);
  const plain = !isOpen ? own : bounded.length > 0 ? bounded : [line('pytorch')];
  return [...others, ...plain, ...underCuda([line('pytorch * cuda*')])];
}

/** `script.env`: the GPU architectures; otherwise the build would use the machine's GPUs. */
export function architectureVariables(facts: CudaFacts, isCumm: boolean, cuda: string): YamlEntries {
  if (facts.builtBy === 'meson') return {};
  const own = isCumm ? undefined : ownArchitectures(facts, cuda);
  if (own) return own;
  const isCmake = facts.builtBy === 'cmake' && (!usesTorch(facts) || facts.cmake?.readsArchs === true);
  if (isCumm)
    return variable('CUMM_CUDA_ARCH_LIST', cummArchitectures(cuda), `${forCuda(cuda)} ${OF_MACHINE}`);
  const list = pytorchArchitectures(cuda);
  if (!isCmake) return variable('TORCH_CUDA_ARCH_LIST', list, `${forCuda(cuda)} ${OF_MACHINE}`);
  const reason = usesTorch(facts) ? READ_BY_SOURCE : OF_CMAKE;
  return variable('CUDAARCHS', forCmake(list), `${forCuda(cuda)} ${reason}`);
}

function variable(name: string, value: string, comment: string): YamlEntries {
  return { [name]: noted(comment, `\${{ env.get("${name}", default="${value}") }}`) };
}

function forCuda(cuda: string): string {
  return `GPU architectures for CUDA ${cuda}.`;
}

const OF_MACHINE =
  'Without this variable, the build compiles for the GPUs of the build machine, and fails if that machine has no GPU.';
const OF_CMAKE = "Without this variable, CMake compiles only for nvcc's default architecture.";
const READ_BY_SOURCE =
  "The CMake files of the source read this variable, and set PyTorch's architectures aside.";

/** `8.0;9.0+PTX` becomes `80-real;90`. */
function forCmake(list: string): string {
  const numbers = list.split(';').map((one) => one.replace('.', ''));
  return numbers.map((one) => (one.endsWith('+PTX') ? one.slice(0, -4) : `${one}-real`)).join(';');
}

/** Script lines: the location of CUDA for PyTorch's builds. */
export const TORCH_TOOLKIT = [
  "# compiler('cuda') puts bin/nvcc and the runtime headers here.",
  'export CUDA_HOME="$BUILD_PREFIX/targets/x86_64-linux"',
  '# nvcc looks for its settings in its own folder. The nvcc in CUDA_HOME is a link and would not find its settings.',
  'export PYTORCH_NVCC="$BUILD_PREFIX/bin/nvcc"',
  '# The headers and libraries of the other CUDA packages are in these folders of the host environment.',
  'export CPATH="$PREFIX/targets/x86_64-linux/include${CPATH:+:$CPATH}"',
  'export LIBRARY_PATH="$PREFIX/targets/x86_64-linux/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"',
  '# By default, PyTorch starts more compilers than there are cores, however little memory there is.',
  'export MAX_JOBS="$CPU_COUNT"',
];

/** Script lines: one folder with all of CUDA, for builds that search for it themselves. */
export const JOINED_TOOLKIT = [
  '# The build expects nvcc and the libraries of CUDA in one folder.',
  '# conda-forge installs nvcc in the build environment, and the libraries in the host environment.',
  '# The folder below contains both.',
  'toolkit="$BUILD_PREFIX/cuda-toolkit"',
  'mkdir -p "$toolkit/bin"',
  `printf '#!/bin/sh\\nexec "%s" "$@"\\n' "$(command -v nvcc)" > "$toolkit/bin/nvcc"`,
  'chmod +x "$toolkit/bin/nvcc"',
  'ln -s "$PREFIX/lib" "$PREFIX/targets" "$toolkit/"',
  'export PATH="$toolkit/bin:$PATH"',
];

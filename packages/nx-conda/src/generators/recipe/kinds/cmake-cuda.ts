import type { CmakeCuda, CudaFacts, SourceFacts } from '../../../source/source-facts';
import { oneLine } from '../text/untrusted-text';
import { noted, type YamlEntries } from '../text/yaml-value';

/** The setting that turns CUDA on: `USE_CUDA=ON`. */
interface Setting {
  isEnvironment: boolean;
  name: string;
  value: string;
}

/** Undefined if CUDA is on, or can be. */
function settingOf({ need, reasons }: CmakeCuda): Setting | undefined {
  const [reason] = reasons;
  if (need !== 'option' || (reason?.kind !== 'option' && reason?.kind !== 'environment')) return undefined;
  const isPlain = /^[A-Za-z_]\w{0,99}$/.test(reason.name) && /^[\w.-]{0,60}$/.test(reason.value);
  return isPlain ? { isEnvironment: reason.kind === 'environment', ...reason } : undefined;
}

/** For a recipe without CUDA: how the source turns it on. */
export function withoutCuda(cuda: CudaFacts | undefined): string | undefined {
  if (cuda?.cmake?.need !== 'option') return undefined;
  const setting = settingOf(cuda.cmake);
  if (!setting) return undefined;
  const kind = setting.isEnvironment ? 'environment variable' : 'CMake option';
  const written = setting.value === '' ? setting.name : `${setting.name}=${setting.value}`;
  return `This package does not use GPUs, because CUDA is off by default in the source. The ${kind} ${written} turns CUDA on. To build for GPUs, delete this recipe, and generate it again with --kind=cuda-extension.`;
}

/** The same for Rust. */
export function withoutCudaFeature({ cudaFeature }: SourceFacts): string | undefined {
  if (cudaFeature === undefined) return undefined;
  const name = oneLine(cudaFeature, 60);
  return `This package does not use GPUs, because the feature ${name} of its Rust code is off by default. To build for GPUs, turn the feature on (MATURIN_PEP517_ARGS="--features ${name}"), and add the compiler cuda, and the -dev packages of CUDA that the code links with.`;
}

/** For a recipe with CUDA: what decides about it. */
export function withCuda({ cmake }: CudaFacts): string | undefined {
  if (cmake?.need === 'found')
    return 'If CMake finds CUDA, it builds for GPUs. Otherwise, it builds for CPUs only, without an error.';
  if (cmake?.need !== 'condition') return undefined;
  const texts = cmake.reasons.flatMap((reason) =>
    reason.kind === 'condition' ? [oneLine(reason.text, 120)] : [],
  );
  const list = [...new Set(texts)].slice(0, 3).join(' and ');
  return `TODO: check that this build turns CUDA on. In CMake, it depends on a condition${list === '' ? '' : `: ${list}`}.`;
}

/** Script lines for the CUDA variants. @param readsArguments whether the build passes CMAKE_ARGS to CMake */
export function cmakeCudaLines({ cmake, architectures }: CudaFacts, readsArguments: boolean): string[] {
  // With a variable of its own, the source sets them for CMake.
  const hasOwn = architectures?.variable !== undefined;
  return cmake ? linesFor(hasOwn ? { ...cmake, architecturesAt: undefined } : cmake, readsArguments) : [];
}

function linesFor(cmake: CmakeCuda, readsArguments: boolean): string[] {
  const setting = settingOf(cmake);
  const definitions = [
    ...(setting && !setting.isEnvironment ? [`-D${setting.name}=${setting.value}`] : []),
    ...(cmake.architecturesAt !== undefined && !cmake.usesTorch
      ? [`-D${optionOf(cmake) ?? 'CMAKE_CUDA_ARCHITECTURES'}=$CUDAARCHS`]
      : []),
  ];
  return [
    ...(setting?.isEnvironment ? exported(setting) : []),
    ...architecturesRemark(cmake),
    ...(definitions.length === 0 ? [] : passed(definitions, readsArguments)),
  ];
}

function exported({ name, value }: Setting): string[] {
  if (value === '')
    return [
      `# TODO: set the environment variable ${name}, which turns CUDA on. nx-conda did not find the right value.`,
    ];
  return ['# CUDA is off by default in the source.', `export ${name}=${value}`];
}

function architecturesRemark(cmake: CmakeCuda): string[] {
  const { architecturesAt, usesTorch } = cmake;
  if (architecturesAt === undefined || usesTorch || !/^[\w./+-]+:\d+$/.test(architecturesAt)) return [];
  const option = optionOf(cmake);
  if (option !== undefined)
    return [
      `# CMake does not use CUDAARCHS by itself: ${architecturesAt} of the source takes GPU architectures from ${option}.`,
    ];
  return [
    `# ${architecturesAt} of the source sets GPU architectures too. If it does so unconditionally,`,
    '# CUDAARCHS has no effect: then patch the source, or remove CUDAARCHS above and -DCMAKE_CUDA_ARCHITECTURES below.',
  ];
}

function optionOf({ architectureOption: option }: CmakeCuda): string | undefined {
  return option !== undefined && /^[A-Za-z_]\w{0,99}$/.test(option) ? option : undefined;
}

function passed(definitions: string[], readsArguments: boolean): string[] {
  if (readsArguments) return [`export CMAKE_ARGS="\${CMAKE_ARGS:-} ${definitions.join(' ')}"`];
  return [
    `# TODO: pass ${definitions.join(' ')} to CMake. The build of the source does not read CMAKE_ARGS.`,
  ];
}

/** Script lines for the variant without CUDA: CMake would use the CUDA of the build machine. */
export function cmakeCpuLines({ cmake }: CudaFacts, readsArguments: boolean): string[] {
  if (cmake?.need !== 'found' || !readsArguments) return [];
  return [
    '# Without these lines, CMake uses the CUDA of the build machine if there is one.',
    'export CUDACXX=none',
    'export CMAKE_ARGS="${CMAKE_ARGS:-} -DCMAKE_DISABLE_FIND_PACKAGE_CUDAToolkit=ON -DCMAKE_DISABLE_FIND_PACKAGE_CUDA=ON"',
  ];
}

/** `build.skip`, completed by the variant without CUDA where the source does not build without it. */
export function skipped(
  { skip }: { skip?: string[] },
  { builtBy, cmake, isAlwaysCuda }: CudaFacts,
): YamlEntries {
  const reason = builtBy === 'torch' && isAlwaysCuda ? OF_TORCH : ofCmake(cmake);
  if (reason === undefined) return { skip };
  return { skip: [...(skip ?? []), noted(reason, 'cuda_compiler_version == "None"')] };
}

const OF_TORCH = 'setup.py always compiles for CUDA, which fails without nvcc.';

function ofCmake(cmake: CmakeCuda | undefined): string | undefined {
  return cmake?.need === 'required' && !cmake.usesTorch
    ? 'CMake ends with an error without CUDA.'
    : undefined;
}

import { ALL_OF_CUDA, cudaCompilerItem, ownLevels, pytorchExtension } from '../cuda-builds';
import { namesFor } from '../../recipe/parts/requirement-items';
import { CUDA_CRT, includesCrt } from '../../knowledge/cuda-crt';
import { cudaIncludes, type Include } from '../../source/native/includes';
import type { Subject } from '../subject';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

const RUNTIME = ['cuda-cudart-dev', ...ALL_OF_CUDA];

/** nvcc brings a static runtime for build (cuda-nvcc-feedstock); the shared one must be in host. */
export const cudaRuntimeMissing: Rule = {
  id: 'cuda-runtime-missing',
  severity: 'info',
  summary: 'nvcc is used without cuda-cudart-dev in requirements.host',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const compiler = cudaCompilerItem(subject, level);
      // Another rule covers extensions of PyTorch.
      if (compiler?.level !== level || pytorchExtension(subject, level)) continue;
      const host = namesFor(subject, level, 'host');
      if (RUNTIME.some((name) => host.has(name))) continue;
      const include = includeInCxx(subject);
      yield {
        at: placeOf(subject, compiler.node),
        message: 'nvcc is in build, but cuda-cudart-dev is not in host.',
        why: 'The build can link only the static CUDA runtime from the build environment, and C and C++ compilers do not find cuda_runtime.h.',
        help: [
          ...(include ? [headerHelp(include)] : []),
          'If the build links libcudart or includes CUDA headers in C++ sources, add cuda-cudart-dev to requirements.host.',
          ...(include
            ? []
            : [`For cuda_runtime.h in C++ sources, also add ${CUDA_CRT}: it contains crt/host_defines.h.`]),
        ],
      };
    }
  },
};

/** The first header of the runtime that a C or C++ source includes; nvcc compiles the others. */
function includeInCxx({ source }: Subject): Include | undefined {
  const files = source?.files ?? [];
  const found = cudaIncludes(files).filter(
    ({ file, dev, isConditional }) =>
      !isConditional &&
      /\.(c|cc|cpp|cxx)$/.test(file.name) &&
      ['cuda-cudart-dev', 'cuda-cccl', CUDA_CRT].includes(dev),
  );
  return found.find(({ header }) => includesCrt(header)) ?? found[0];
}

function headerHelp({ file, header, dev }: Include): string {
  // cuda-cudart-dev requires cuda-cccl.
  const runtime = dev === CUDA_CRT ? [] : ['cuda-cudart-dev'];
  const packages = [...runtime, ...(includesCrt(header) ? [CUDA_CRT] : [])];
  return `If a C or C++ compiler compiles ${file.path}, which includes ${header}, add ${packages.join(' and ')} to requirements.host.`;
}

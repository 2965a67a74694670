import { ALL_OF_CUDA, cudaCompilerItem, ownLevels, pytorchExtension } from '../cuda-builds';
import { namesFor } from '../../recipe/parts/requirement-items';
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
      yield {
        at: placeOf(subject, compiler.node),
        message: 'nvcc is in build, but cuda-cudart-dev is not in host.',
        why: 'The build can link only the static CUDA runtime from the build environment, and C and C++ compilers do not find cuda_runtime.h.',
        help: [
          'If the build links libcudart or includes CUDA headers in C++ sources, add cuda-cudart-dev to requirements.host.',
        ],
      };
    }
  },
};

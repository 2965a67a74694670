import { ALL_OF_CUDA, cudaCompilerItem, ownLevels, pytorchExtension } from '../cuda-builds';
import { namesFor } from '../../recipe/read/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

const RUNTIME = ['cuda-cudart-dev', ...ALL_OF_CUDA];

/** nvcc brings a static runtime for its own environment (cuda-nvcc-feedstock); the shared one is in host or nowhere. */
export const cudaRuntimeMissing: Rule = {
  id: 'cuda-runtime-missing',
  severity: 'info',
  summary: 'nvcc is used without cuda-cudart-dev in requirements.host',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const compiler = cudaCompilerItem(subject, level);
      // Extensions of PyTorch have a rule of their own.
      if (compiler?.level !== level || pytorchExtension(subject, level)) continue;
      const host = namesFor(subject, level, 'host');
      if (RUNTIME.some((name) => host.has(name))) continue;
      yield {
        at: placeOf(subject, compiler.node),
        message: 'nvcc is in build, and cuda-cudart-dev is not in host.',
        why: 'Only the static runtime of the build environment can be linked then, and host compilers find no cuda_runtime.h.',
        help: [
          'If the build links libcudart or has CUDA headers in C++ sources, add cuda-cudart-dev to requirements.host.',
        ],
      };
    }
  },
};

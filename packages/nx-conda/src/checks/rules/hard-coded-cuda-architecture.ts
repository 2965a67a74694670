import { namedArchitectures } from '../named-cuda-architectures';
import { dependsOnRelease } from '../reached-with';
import { findInScript } from '../../recipe/parts/scripts';
import type { Rule } from '../rule';
import type { CheckedFile } from '../../recipe/yaml/place';

/** Complication 9: flags of nvcc in a build file are for the author's GPU. */
export const hardCodedCudaArchitecture: Rule = {
  id: 'hard-coded-cuda-architecture',
  severity: 'warning',
  summary: 'A script or a build file of the source hard-codes the architectures for nvcc',
  *check(subject) {
    const seen = new Set<CheckedFile>();
    for (const { file, start, end, kind, level } of namedArchitectures(subject)) {
      if (kind !== 'flag' || seen.has(file)) continue;
      seen.add(file);
      yield {
        at: { file, start, end },
        severity: level && !dependsOnRelease(subject, { file, start, end }) ? 'warning' : 'info',
        message: 'These nvcc flags hard-code the GPU architectures for all variants of the recipe.',
        why: 'The package may run only on GPUs of these architectures, and a later nvcc may no longer support the architectures.',
        help: [
          level
            ? 'If the script calls nvcc itself, use a variant key in the flags instead of fixed numbers.'
            : 'Remove the flags from the source, with a patch if the source is not in this workspace.',
          'If the build reads a variable, for example TORCH_CUDA_ARCH_LIST or CUDAARCHS, set this variable in the recipe.',
          'With CMake, set `-DCMAKE_CUDA_ARCHITECTURES=...` from a variant key.',
        ],
      };
    }
    for (const script of subject.scripts) {
      for (const { match, ...at } of findInScript(
        script,
        /-arch[= ]+native\b|CMAKE_CUDA_ARCHITECTURES=["']?native\b/g,
      )) {
        yield {
          at,
          message: 'The build compiles for the GPU of the build machine.',
          why: `Without a GPU, \`${match[0]}\` can fail. With a GPU, the package runs only on GPUs of that kind, and Nx's cache restores it on other machines, too.`,
          help: ['List the architectures explicitly, so that every machine builds the same package.'],
        };
      }
    }
  },
};

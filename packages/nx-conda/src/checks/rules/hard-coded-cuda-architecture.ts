import { namedArchitectures } from '../named-cuda-architectures';
import { findInScript } from '../../recipe/read/scripts';
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
        severity: level ? 'warning' : 'info',
        message: 'Flags of nvcc hard-code the architectures here, whatever the recipe and its variants say.',
        why: 'The package runs only on these GPUs, and a later nvcc may no longer support them.',
        help: [
          'Remove the flags, and set TORCH_CUDA_ARCH_LIST, CUDAARCHS or the variable that the build reads, in the recipe.',
          'With CMake: `-DCMAKE_CUDA_ARCHITECTURES=...` from a variant key.',
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
          why: `\`${match[0]}\` fails without a GPU; with one, Nx's cache gives everyone a package for that GPU only.`,
          help: ['Name the architectures, the same on every machine.'],
        };
      }
    }
  },
};

import { namedArchitectures } from '../named-cuda-architectures';
import { findInScript } from '../../recipe/read/scripts';
import type { Rule } from '../rule';
import type { CheckedFile } from '../../recipe/yaml/place';

/** Complication 9: flags of nvcc in a build file are for the card that the author had. */
export const hardCodedCudaArchitecture: Rule = {
  id: 'hard-coded-cuda-architecture',
  severity: 'warning',
  summary: 'A script or a build file of the source gives nvcc its architectures itself',
  *check(subject) {
    const seen = new Set<CheckedFile>();
    for (const { file, start, end, kind, level } of namedArchitectures(subject)) {
      if (kind !== 'flag' || seen.has(file)) continue;
      seen.add(file);
      yield {
        at: { file, start, end },
        severity: level ? 'warning' : 'info',
        message: 'Flags of nvcc name the architectures here, whatever the recipe and its variants say.',
        why: 'The package runs on these cards only, and a later nvcc may not know them any more.',
        help: [
          'Take the flags out, and set TORCH_CUDA_ARCH_LIST, CUDAARCHS or what the build reads, in the recipe.',
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
          message: 'The build compiles for the card of the machine that it runs on.',
          why: `\`${match[0]}\` fails without a GPU; with one, Nx's cache gives a package for that card to everybody.`,
          help: ['Name the architectures, the same on every machine.'],
        };
      }
    }
  },
};

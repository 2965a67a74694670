import { cudaCompilerItem, ownLevels } from '../cuda-builds';
import { type Level, packagesOf } from '../../recipe/parts/outputs';
import { namesFor } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** cuda-version only constrains `__cuda`; a missing package meets any constraint (repodata-hotfixes, issue 314). */
export const gpuVariantRunCuda: Rule = {
  id: 'gpu-variant-run-cuda',
  severity: 'info',
  summary: 'A package built with CUDA can be installed on a machine without CUDA',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const compiler = cudaCompilerItem(subject, level);
      if (compiler?.level !== level || isKeptOff(subject, level)) continue;
      yield {
        at: placeOf(subject, compiler.node),
        message: 'This package can be installed on machines without a CUDA driver.',
        why: 'On such a machine, the solver may choose the CUDA variant: cuda-version limits the version of an installed driver, but does not require a driver.',
        help: [
          'If the package does not work without a GPU, add `__cuda` to requirements.run, under the same condition as the compiler.',
          'Machines without a GPU can still build and test the package: nx-conda sets CONDA_OVERRIDE_CUDA to the CUDA version of the variant. If no variant file sets cuda_compiler_version, set the option `cuda` of conda-build and conda-test, for example to 12.6.',
        ],
      };
    }
  },
};

function isKeptOff(subject: Subject, level: Level): boolean {
  return packagesOf(subject.levels, level).every((output) =>
    ['run' as const, 'run_constraints' as const].some((section) =>
      namesFor(subject, output, section).has('__cuda'),
    ),
  );
}

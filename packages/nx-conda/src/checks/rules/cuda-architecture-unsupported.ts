import { namedArchitectures } from '../named-cuda-architectures';
import { cudaReleases } from '../cuda-versions';
import { unsupportedBy } from '../../knowledge/cuda-architectures';
import type { Rule } from '../rule';

/** The oldest CUDA that conda-forge's compiler packages are for. */
const OLDEST = '12.0';

/** Complication 9: every nvcc knows some architectures, and refuses the others. */
export const cudaArchitectureUnsupported: Rule = {
  id: 'cuda-architecture-unsupported',
  severity: 'warning',
  summary: 'A build names an architecture that no CUDA of its variants compiles for',
  *check(subject) {
    const releases = cudaReleases(subject);
    const asked = releases.length > 0 ? releases : [OLDEST];
    for (const { file, start, end, architecture } of namedArchitectures(subject)) {
      const reasons = asked.map((cuda) => unsupportedBy(architecture, cuda));
      const [reason] = reasons;
      // Without variants, only that it was dropped long ago is certain.
      const isCertain = releases.length > 0 || (reason !== undefined && reason.startsWith('was dropped'));
      if (reason === undefined || reasons.includes(undefined) || !isCertain) continue;
      yield {
        at: { file, start, end },
        message: `Compute capability ${architecture} ${reason}; this is built with ${releases.join(', ') || `${OLDEST} or later`}.`,
        why: 'nvcc ends with: Unsupported gpu architecture.',
        help: ['Take it out, or name it only for the variants whose CUDA knows it.'],
      };
    }
  },
};

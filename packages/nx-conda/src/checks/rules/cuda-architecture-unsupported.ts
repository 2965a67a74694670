import { namedArchitectures } from '../named-cuda-architectures';
import { cudaReleases } from '../cuda-versions';
import { isReachedWith } from '../reached-with';
import { unsupportedBy } from '../../knowledge/cuda-architectures';
import type { Rule } from '../rule';

/** The oldest CUDA that conda-forge has compiler packages for. */
const OLDEST = '12.0';

/** Complication 9: each nvcc supports some architectures and refuses the others. */
export const cudaArchitectureUnsupported: Rule = {
  id: 'cuda-architecture-unsupported',
  severity: 'warning',
  summary: 'A build compiles for a GPU architecture that none of its CUDA releases supports',
  *check(subject) {
    const releases = cudaReleases(subject);
    const asked = releases.length > 0 ? releases : [OLDEST];
    for (const { file, start, end, architecture } of namedArchitectures(subject)) {
      const reached = asked.filter((cuda) => isReachedWith(subject, { file, start, end }, cuda));
      const reasons = reached.map((cuda) => unsupportedBy(architecture, cuda));
      const [reason] = reasons;
      // Without variants, only architectures dropped long ago are certain.
      const isCertain = releases.length > 0 || (reason !== undefined && reason.startsWith('was dropped'));
      if (reason === undefined || reasons.includes(undefined) || !isCertain) continue;
      yield {
        at: { file, start, end },
        message: `Compute capability ${architecture} ${[...new Set(reasons)].join(' and ')}; this build uses CUDA ${releases.length > 0 ? reached.join(', ') : `${OLDEST} or later`}.`,
        why: 'nvcc fails with: Unsupported gpu architecture.',
        help: ['Remove the architecture, or build for a CUDA release that supports it.'],
      };
    }
  },
};

import { satisfies, versionConstraint } from '../../knowledge/versions';
import { isOnlyCondaForge } from '../channel-names';
import { PYTORCH } from '../cuda-builds';
import { requestedReleases } from '../cuda-versions';
import { PYTORCH_BUILDS, PYTORCH_RELEASES } from '../../knowledge/pytorch-builds';
import type { Problem } from '../finding';
import { namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** A release that only an upper bound excludes. */
const SOME_DAY = '99.0';

/** Complication 5: conda-forge builds each release of PyTorch for the CUDA releases of its time. */
export const pytorchCudaVersion: Rule = {
  id: 'pytorch-cuda-version',
  severity: 'error',
  summary: 'conda-forge never built the required release of PyTorch for the CUDA release of the build',
  *check(subject) {
    if (subject.platform !== 'linux-64' || !isOnlyCondaForge(subject)) return;
    for (const item of subject.items) {
      if (!['host', 'run'].includes(item.section) || !namesOf(item).some((name) => PYTORCH.includes(name)))
        continue;
      // A CPU build has no CUDA release.
      if (item.requirements.every(({ spec }) => /\bcpu/.test(spec))) continue;
      const releases = requestedReleases(subject, item.level);
      const never = releases.filter((cuda) => !isBuilt(item, cuda));
      if (never.length > 0 && never.length === releases.length) yield problemOf(subject, item, never);
    }
  },
};

/** Whether such a build exists; also true if unknown. */
function isBuilt({ requirements }: RequirementItem, cuda: string): boolean {
  const built = PYTORCH_BUILDS[cuda];
  return !built || requirements.some(({ spec }) => isAmong(versionConstraint(spec), built));
}

function isAmong(constraint: string, { first, last }: { first: string; last?: string }): boolean {
  const isWithin = (version: string) =>
    satisfies(version, `>=${first}${last === undefined ? '' : `,<=${last}`}`) === true;
  // Releases newer than this table.
  const named = (constraint.match(/\d+(?:\.\d+)+/g) ?? []).filter(isWithin);
  const tried = [...PYTORCH_RELEASES.filter(isWithin), ...named, ...(last === undefined ? [SOME_DAY] : [])];
  return constraint === '' || tried.some((version) => satisfies(version, constraint) !== false);
}

function problemOf(subject: Subject, item: RequirementItem, releases: string[]): Problem {
  const available = releases.map((cuda) => {
    const { first, last } = PYTORCH_BUILDS[cuda] ?? { first: '' };
    return `${last === undefined ? `${first} and later` : `${first} to ${last}`} (for CUDA ${cuda})`;
  });
  return {
    at: placeOf(subject, item.node),
    message: `conda-forge has no \`${item.text}\` built for CUDA ${releases.join(' or ')}.`,
    why: `If the requirement allows a CPU build, the solver chooses one; otherwise, it finds no candidates. Releases of PyTorch on conda-forge: ${available.join('; ')}.`,
    help: [
      'Require one of these releases of PyTorch, or build for another release of CUDA.',
      'Or add a recipe to this workspace that builds PyTorch for this release of CUDA.',
    ],
  };
}

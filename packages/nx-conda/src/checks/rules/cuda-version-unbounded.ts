import { buildsWithCuda } from '../cuda-builds';
import { cudaBound, cudaReleases, isCudaVersion } from '../cuda-versions';
import type { Problem } from '../finding';
import { replaceItem } from '../requirement-edits';
import type { RequirementItem } from '../requirement-items';
import type { Rule } from '../rule';
import { placeOf, type Subject } from '../subject';

/** Complication 2: the solver takes the newest CUDA that a requirement allows. */
export const cudaVersionUnbounded: Rule = {
  id: 'cuda-version-unbounded',
  severity: 'error',
  summary: 'A cuda-version requirement has no upper bound',
  *check(subject) {
    for (const item of subject.items) {
      if (!['build', 'host', 'run'].includes(item.section) || !isCudaVersion(item)) continue;
      const bound = cudaBound(item);
      if (bound === 'unbounded') yield problemOf(subject, item);
      if (bound === 'none' && !isPinnedByVariant(subject, item)) {
        yield { ...problemOf(subject, item), severity: 'warning' };
      }
    }
  },
};

function problemOf(subject: Subject, item: RequirementItem): Problem {
  const bounded = boundedText(subject, item);
  const edits = bounded === undefined ? [] : replaceItem(subject, item, bounded);
  return {
    at: placeOf(subject, item.node),
    severity: buildsWithCuda(subject, item.level) ? 'error' : 'warning',
    message: `\`${item.text}\` has no upper bound: the solver takes the newest CUDA there is.`,
    why: 'What is built for one minor release is tested, and later run, with another one or another major one.',
    help: [
      `Write \`${bounded ?? 'cuda-version >=12.6,<12.7'}\`, or \`cuda-version ==\${{ cuda_compiler_version }}\` for what the variant says.`,
      'For a package that runs with every minor release: `cuda-version >=12,<13`.',
    ],
    ...(edits.length > 0 && { fix: { description: `Bound it: ${bounded}`, edits } }),
  };
}

/** The same with the bound that keeps to the release that it names. */
function boundedText(subject: Subject, { text, section }: RequirementItem): string | undefined {
  const [, major, minor] = /^cuda-version\s*>=?\s*(\d+)(?:\.(\d+))?(?:\.\*)?$/.exec(text) ?? [];
  if (major !== undefined && minor !== undefined) {
    return `cuda-version >=${major}.${minor},<${major}.${Number(minor) + 1}`;
  }
  if (major !== undefined) return `cuda-version >=${major},<${Number(major) + 1}`;
  const [, variable] = /^cuda-version\s*>=?\s*(\$\{\{[^}]*\}\})$/.exec(text) ?? [];
  if (variable !== undefined) return `cuda-version ==${variable}`;
  const isBare = text === 'cuda-version' && section === 'host' && cudaReleases(subject).length > 0;
  return isBare ? 'cuda-version ==${{ cuda_compiler_version }}' : undefined;
}

/** A requirement of build or host without a version takes it from the variant key of its name. */
function isPinnedByVariant({ variants }: Subject, { section }: RequirementItem): boolean {
  return (
    section !== 'run' && (variants.values['cuda_version'] ?? variants.values['cuda-version']) !== undefined
  );
}

import { child } from '../../recipe/nodes';
import type { Rule } from '../rule';
import { placeOf, topOf } from '../subject';

/** A package that was never loaded may lack a library, which only its users notice. */
export const missingTests: Rule = {
  id: 'missing-tests',
  severity: 'warning',
  summary: 'A package has no tests',
  *check(subject) {
    const { root } = subject.recipe;
    if (child(root, 'tests')) return;
    for (const { node, kind, name } of subject.levels) {
      const isPackage = kind === 'output' || !root.has('outputs');
      if (!isPackage || kind === 'staging' || child(node, 'tests')) continue;
      const at = child(node, 'package', 'name');
      yield {
        at: at ? placeOf(subject, at) : topOf(subject),
        message: `${name} has no tests: conda-test has nothing to do.`,
        why: 'A library that is missing at run time is found when the package is loaded, and not before.',
        help: [
          'Add at least an import, `tests: [{python: {imports: [...]}}]`, or a look at its files, `package_contents`.',
        ],
      };
    }
  },
};

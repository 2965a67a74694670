import { child } from '../../recipe/yaml/nodes';
import type { Level } from '../../recipe/parts/outputs';
import type { Rule } from '../rule';
import { type Subject, topOf } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** A package that was never loaded may lack a library, which only its users notice. */
export const missingTests: Rule = {
  id: 'missing-tests',
  severity: 'warning',
  summary: 'A package has no tests',
  *check(subject) {
    const { root } = subject.recipe;
    if (child(root, 'tests')) return;
    for (const level of subject.levels) {
      const { node, kind, name } = level;
      const isPackage = kind === 'output' || !root.has('outputs');
      if (!isPackage || kind === 'staging' || child(node, 'tests') || !hasContent(subject, level)) continue;
      const at = child(node, 'package', 'name');
      yield {
        at: at ? placeOf(subject, at) : topOf(subject),
        message: `${name} has no tests: conda-test does not check this package.`,
        why: 'Without a test that loads the package, a library that is missing at run time may be noticed only by users.',
        help: [
          'Add at least one test: `tests: [{python: {imports: [...]}}]` imports the package, and `package_contents` checks the files of the package.',
        ],
      };
    }
  },
};

/** A metapackage has nothing to test. */
function hasContent({ scripts }: Subject, level: Level): boolean {
  const { node } = level;
  return (
    scripts.some((script) => script.level === level) ||
    [child(node, 'build', 'files'), child(node, 'inherit'), child(node, 'source')].some(
      (part) => part !== undefined,
    )
  );
}

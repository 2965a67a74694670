import { isTemplate } from '../../recipe/template/template';
import { itemsFor, namesFor, namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** Complications 1 and 7: a leftover of a removed requirement. */
export const unusedIgnoreRunExport: Rule = {
  id: 'unused-ignore-run-export',
  severity: 'warning',
  summary: 'ignore_run_exports lists a package that is in neither build nor host',
  *check(subject) {
    for (const item of subject.items.filter(({ section }) => section === 'ignore_run_exports.from_package')) {
      const environments = [
        ...itemsFor(subject, item.level, 'build'),
        ...itemsFor(subject, item.level, 'host'),
      ];
      // A name that could not be evaluated may be this one.
      if (environments.some(({ requirements }) => requirements.length === 0)) continue;
      const there = new Set([
        ...namesFor(subject, item.level, 'build'),
        ...namesFor(subject, item.level, 'host'),
      ]);
      const names = namesOf(item);
      if (names.length === 0 || names.some((name) => there.has(name)) || isTemplate(item.text)) continue;
      yield {
        at: placeOf(subject, item.node),
        message: `${item.text} is in neither build nor host, so there is no run export to ignore.`,
        why: 'Either the line is obsolete, or a package that the build needs is missing.',
        help: [`Add ${item.text} to requirements.host, or remove the line.`],
      };
    }
  },
};

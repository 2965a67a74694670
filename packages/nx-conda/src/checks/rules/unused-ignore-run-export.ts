import { isTemplate } from '../../recipe/template/template';
import { itemsFor, namesFor, namesOf } from '../../recipe/read/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** Complications 1 and 7: what is left of a requirement that somebody took out. */
export const unusedIgnoreRunExport: Rule = {
  id: 'unused-ignore-run-export',
  severity: 'warning',
  summary: 'ignore_run_exports names a package that is in neither build nor host',
  *check(subject) {
    for (const item of subject.items.filter(({ section }) => section === 'ignore_run_exports.from_package')) {
      const environments = [
        ...itemsFor(subject, item.level, 'build'),
        ...itemsFor(subject, item.level, 'host'),
      ];
      // A name that nobody could evaluate may be this one.
      if (environments.some(({ requirements }) => requirements.length === 0)) continue;
      const there = new Set([
        ...namesFor(subject, item.level, 'build'),
        ...namesFor(subject, item.level, 'host'),
      ]);
      const names = namesOf(item);
      if (names.length === 0 || names.some((name) => there.has(name)) || isTemplate(item.text)) continue;
      yield {
        at: placeOf(subject, item.node),
        message: `${item.text} is in neither build nor host: there are no run exports of it to ignore.`,
        why: 'Either the line is left over, or the package is missing that the build needs.',
        help: [`Add ${item.text} to requirements.host, or remove the line.`],
      };
    }
  },
};

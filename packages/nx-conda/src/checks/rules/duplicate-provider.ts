import { child } from '../../recipe/yaml/nodes';
import type { Rule } from '../rule';
import { topOf } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** The solver decides which of two packages with the same name an environment gets. */
export const duplicateProvider: Rule = {
  id: 'duplicate-provider',
  severity: 'warning',
  summary: 'Two recipes of the workspace build a package of the same name',
  *check(subject) {
    for (const level of subject.levels.filter(({ kind }) => kind !== 'staging')) {
      const node = child(level.node, 'package', 'name');
      const names = node ? subject.scope.valuesOf(level.name).texts : [];
      for (const name of names) {
        const projects = subject.workspace.provides.get(name.toLowerCase()) ?? [];
        if (projects.length < 2) continue;
        yield {
          at: node ? placeOf(subject, node) : topOf(subject),
          message: `${name} is built by several recipes: ${projects.join(', ')}.`,
          why: `Projects that require ${name} are built after all of these recipes, and the solver decides which of the packages they get.`,
          help: [
            'Rename one of the packages. Or, to ignore one of the recipes, add a pattern that matches its recipe.yaml, for example vendor/**, to the option "exclude" of nx-conda in nx.json.',
          ],
        };
      }
    }
  },
};

import type { Node } from 'yaml';
import { branches, child, type Position, positionOf } from '../yaml/nodes';
import type { ParsedRecipe } from './parse';
import { readRequirement } from './requirements';
import { Scope } from './scope';

/** Sections in the order in which a reader would look for a requirement. */
const sections = ['host', 'build', 'run', 'run_constraints', 'run_exports'];

/**
 * Where a recipe requires a package, in any output or branch; undefined if nowhere.
 * @param name package name in any case
 * @param scope evaluates names; one with the real variants also finds `${{ compiler('c') }}` by `gcc_linux-64`
 */
export function locateRequirement(
  recipe: ParsedRecipe,
  name: string,
  scope = new Scope(recipe),
): Position | undefined {
  const wanted = name.toLowerCase();
  const node = requirementNodes(recipe).find((item) =>
    readRequirement(scope, item).requirements.some((requirement) => requirement.name === wanted),
  );
  return node && positionOf(recipe, node);
}

function requirementNodes({ root }: ParsedRecipe): Node[] {
  const levels = [root, child(root, 'cache'), ...branches(child(root, 'outputs'))];
  const tests = levels.flatMap((level) => [...branches(child(level, 'tests'))]);
  return [...levels, ...tests].flatMap((level) =>
    sections.flatMap((section) => itemsBelow(child(level, 'requirements', section))),
  );
}

/** The items of a section; `run_exports` may be a mapping of lists. */
function itemsBelow(section: Node | undefined): Node[] {
  return [...branches(section)].flatMap((item) => {
    const lists = ['weak', 'strong', 'noarch']
      .map((key) => child(item, key))
      .filter((list) => list !== undefined);
    return lists.length > 0 ? lists.flatMap((list) => [...branches(list)]) : [item];
  });
}

import { levelsOf } from '../recipe/parts/outputs';
import { type RequirementItem, requirementItems } from '../recipe/parts/requirement-items';
import { applyEdits, type Edit } from '../recipe/edit/edits';
import type { ParsedRecipe } from '../recipe/parts/parse';
import { movedPin, pinnedVersion } from '../recipe/edit/pins';
import { shownPosition } from '../recipe/yaml/edit-error';
import type { Scope } from '../recipe/parts/scope';

export interface MovedPins {
  text: string;
  /** Changes made, and changes that were not possible, one per line. */
  lines: string[];
}

/** The first version that a recipe requires of some packages, and its section; undefined if it accepts any. */
export function firstPin(
  scope: Scope,
  names: ReadonlySet<string>,
): { constraint: string; section: string } | undefined {
  for (const { text, section } of pinsOf(scope, names)) {
    const constraint = pinnedVersion(text);
    if (constraint !== undefined) return { constraint, section };
  }
  return undefined;
}

/** Changes only the requirements that exclude a version of some packages. */
export function movePins(
  scope: Scope,
  names: ReadonlySet<string>,
  { project, version }: { project: string; version: string },
): MovedPins {
  const { recipe } = scope;
  const moves = pinsOf(scope, names).map((item) => moveOf(recipe, item, { project, version }));
  return {
    text: applyEdits(
      recipe.text,
      moves.flatMap(({ edit }) => edit ?? []),
    ),
    lines: moves.flatMap(({ line }) => line ?? []),
  };
}

function moveOf(
  recipe: ParsedRecipe,
  { node, text }: RequirementItem,
  { project, version }: { project: string; version: string },
): { edit?: Edit; line?: string } {
  const after = movedPin(text, version);
  const place = shownPosition(recipe, node);
  if (after === undefined) {
    const isOpen = /\$\{\{|\|/.test(pinnedVersion(text) ?? '');
    return isOpen
      ? { line: `⚠️  ${place} ${text}: check whether this requirement allows ${project} ${version}` }
      : {};
  }
  const [start, end] = node.range ?? [0, 0];
  const edit = editOf(recipe, start, end, [text, after]);
  return edit
    ? { edit, line: `✍️  ${place} ${text} → ${after} (${project} ${version})` }
    : { line: `⚠️  ${place} ${text} excludes ${project} ${version}. Change this requirement by hand.` };
}

function pinsOf(scope: Scope, names: ReadonlySet<string>): RequirementItem[] {
  return requirementItems(levelsOf(scope.recipe), scope)
    .filter(({ section }) => !section.startsWith('ignore_run_exports'))
    .filter(({ requirements }) => requirements.some(({ name }) => names.has(name)))
    .filter(({ text }) => !/^\$\{\{|^pin_/.test(text));
}

/** Within the quotes of the scalar, where it is written in one line without escapes. */
function editOf(
  { text }: ParsedRecipe,
  start: number,
  end: number,
  [before, after]: [string, string],
): Edit | undefined {
  const at = text.slice(start, end).indexOf(before);
  return at < 0 ? undefined : { start: start + at, end: start + at + before.length, text: after };
}

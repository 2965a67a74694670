import { isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import { child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import type { CheckedFile } from '../yaml/place';
import { dashBefore, endOf, newLineOf } from './item-places';
import type { Level } from '../parts/outputs';
import { namesOf, type RequirementItem, sameConditions, type Section } from '../parts/requirement-items';
import type { FileEdit } from './edits';

// Adds and removes requirements with text edits only.

interface EditedFile {
  file: CheckedFile;
}

/** A recipe, and all its requirements. */
interface EditedRecipe extends EditedFile {
  recipe: ParsedRecipe;
  items: RequirementItem[];
}

/** Replaces the text of an item, and keeps its quotes. Empty if nothing changes. */
export function replaceItem(
  { file }: EditedFile,
  { node, text, list }: RequirementItem,
  by: string,
): FileEdit[] {
  const [start, end] = node.range ?? [0, 0];
  const at = file.text.slice(start, end).indexOf(text);
  // A text with escapes or line breaks does not appear literally.
  if (at < 0 || by === text) return [];
  const written = list?.flow && node.type === 'PLAIN' ? inBrackets(by) : by;
  return [{ path: file.path, start: start + at, end: start + at + text.length, text: written }];
}

/** Removes an item with its line; the last one of a list leaves `[]`. Empty if it is not in a list. */
export function removeItem({ file }: EditedFile, { node, list }: RequirementItem): FileEdit[] {
  const [start, end] = node.range ?? [0, 0];
  const dash = dashBefore(file.text, start);
  if (!list || dash === undefined) return [];
  if (list.items.length === 1) return [{ path: file.path, start: dash, end, text: '[]' }];
  const line = file.text.lastIndexOf('\n', start - 1) + 1;
  const next = file.text.indexOf('\n', end);
  return [{ path: file.path, start: line, end: next < 0 ? file.text.length : next + 1, text: '' }];
}

/** The comment after an item on its line, with the space before it; empty if none. */
export function commentBehind({ file }: EditedFile, { node }: RequirementItem): string {
  const rest = file.text.slice(node.range?.[1] ?? 0);
  return /^[ \t]+#[^\r\n]*/.exec(rest)?.[0] ?? '';
}

/** Turns an item into a comment. Empty if it is not on its own line of a list, or is the only content of a `then:`. */
export function commentOut({ file }: EditedFile, { node, list, conditions }: RequirementItem): FileEdit[] {
  if (conditions.length > 0 && list?.items.length === 1) return [];
  const dash = dashBefore(file.text, node.range?.[0] ?? 0);
  return dash === undefined ? [] : [{ path: file.path, start: dash, end: dash, text: '# ' }];
}

/** Commas and braces are special in a list in brackets: `[cuda-version >=12.6,<12.7]` has two items. */
function inBrackets(requirement: string): string {
  return /[,[\]{}]/.test(requirement) ? `"${requirement.replaceAll('"', "'")}"` : requirement;
}

/** Adds a requirement after another one, under the same conditions. Empty if that may be wrong. */
export function addBehind(
  { file }: EditedFile,
  { node, list }: RequirementItem,
  requirement: string,
): FileEdit[] {
  const [start, end] = node.range ?? [0, 0];
  if (!list) return [];
  const dash = dashBefore(file.text, start);
  if (dash === undefined) return [{ path: file.path, start: end, end, text: `, ${inBrackets(requirement)}` }];
  const indent = file.text.slice(file.text.lastIndexOf('\n', dash - 1) + 1, dash);
  return addLine(file, end, `${indent}- ${requirement}`);
}

/**
 * Adds a requirement to a section: after the last item with a name that `near` accepts, else after the last one under
 * the conditions of `like`, else under its own condition.
 */
export function addRequirement(
  recipe: EditedRecipe,
  requirement: string,
  { level, section, like, near }: { level: Level; section: Section; like?: RequirementItem; near?: RegExp },
): FileEdit[] {
  const conditions = like?.conditions ?? [];
  const there = recipe.items.filter((item) => item.level === level && item.section === section && item.list);
  const alike = there.filter((item) => (like ? sameConditions(item, like) : item.conditions.length === 0));
  const neighbour = alike.findLast((item) => near && namesOf(item).some((name) => near.test(name)));
  const behind = neighbour ?? alike.at(-1);
  if (behind) return addBehind(recipe, behind, requirement);
  return addConditional(recipe, requirement, { level, section, conditions });
}

/** Adds to a list without such an item, or to a section without a list. */
function addConditional(
  { file, recipe }: EditedRecipe,
  requirement: string,
  { level, section, conditions }: { level: Level; section: Section; conditions: string[] },
): FileEdit[] {
  const requirements = child(level.node, 'requirements');
  const list = child(requirements, section);
  if (conditions.length > 1 || !isMap(requirements) || recipe.root.flow || requirements.flow) return [];
  if (!list)
    return addSection(file, requirements, `${section}:`, (column) => item(requirement, conditions, column));
  const dash = firstDash(file.text, list);
  if (dash === undefined) return [];
  return addLine(file, endOf(file.text, list), item(requirement, conditions, columnOf(file.text, dash)));
}

function addSection(
  file: CheckedFile,
  requirements: YAMLMap,
  key: string,
  itemAt: (column: number) => string,
): FileEdit[] {
  const first = requirements.items[0]?.key as Node | undefined;
  const last = requirements.items.at(-1)?.value as Node | undefined;
  if (!first?.range || !last?.range || textOf(first) === undefined) return [];
  const column = columnOf(file.text, first.range[0]);
  return addLine(file, endOf(file.text, last), `${' '.repeat(column)}${key}\n${itemAt(column + 2)}`);
}

function item(requirement: string, [condition]: string[], column: number): string {
  const indent = ' '.repeat(column);
  if (condition === undefined) return `${indent}- ${requirement}`;
  return `${indent}- if: ${condition}\n${indent}  then: ${requirement}`;
}

/** New lines after the line of an offset, with the line ends of the file. */
function addLine({ path, text }: CheckedFile, offset: number, lines: string): FileEdit[] {
  const newLine = newLineOf(text);
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  const at = text[end - 1] === '\r' ? end - 1 : end;
  return [{ path, start: at, end: at, text: `${newLine}${lines.replaceAll('\n', newLine)}` }];
}

function firstDash(text: string, list: Node): number | undefined {
  const first = isSeq(list) && !list.flow ? (list.items[0] as Node | undefined) : undefined;
  return first?.range ? dashBefore(text, first.range[0]) : undefined;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

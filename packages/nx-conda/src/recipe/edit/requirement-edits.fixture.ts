import { applyEdits, type FileEdit } from './edits';
import type { RequirementItem } from '../parts/requirement-items';
import { recipeParts, unnamed } from '../parts/recipe-parts.fixture';

/** The recipe after an edit of the item `x`; undefined without an edit. */
export const edited = (
  recipe: string,
  edit: (recipe: ReturnType<typeof recipeParts>, item: RequirementItem) => FileEdit[],
): string | undefined => {
  const parts = recipeParts(recipe);
  const [item] = parts.items.filter(({ text }) => /^x\b/.test(text));
  const edits = item ? edit(parts, item) : [];
  const after = applyEdits(parts.file.text, edits);
  return edits.length === 0 ? undefined : unnamed(after);
};
export const run = (...lines: string[]) =>
  `requirements:\n  run:\n${lines.map((line) => `    ${line}\n`).join('')}`;
export const inRun = (list: string) => `requirements:\n  run: ${list}\n`;
export const windows = (text: string) => text.replaceAll('\n', '\r\n');

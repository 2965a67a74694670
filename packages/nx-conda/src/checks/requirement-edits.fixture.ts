import { applyEdits } from '../recipe/edits';
import type { FileEdit } from './finding';
import type { RequirementItem } from './requirement-items';
import type { Subject } from './subject';
import { subjectFrom } from './subject.fixture';

/** The recipe after an edit of the item `x`; undefined where there is none. */
export const edited = (
  recipe: string,
  edit: (subject: Subject, item: RequirementItem) => FileEdit[],
): string | undefined => {
  const subject = subjectFrom(`${recipe}package: {name: a}\n`);
  const [item] = subject.items.filter(({ text }) => /^x\b/.test(text));
  const edits = item ? edit(subject, item) : [];
  const after = applyEdits(subject.file.text, edits);
  return edits.length === 0 ? undefined : after.replace('package: {name: a}\n', '');
};
export const run = (...lines: string[]) =>
  `requirements:\n  run:\n${lines.map((line) => `    ${line}\n`).join('')}`;
export const inRun = (list: string) => `requirements:\n  run: ${list}\n`;
export const windows = (text: string) => text.replaceAll('\n', '\r\n');

import { pathFrom, recipeFolder, unknownText } from './local-path';

/** Further combinations of values are not distinguished. */
const maxAlternatives = 64;

/**
 * All texts made of one part of each list in order. If they are too many, the later parts count as unknown, and a path
 * ends before them.
 */
export function combined(lists: string[][]): string[] {
  let texts = [''];
  for (const list of lists) {
    const isTooMany = texts.length * list.length > maxAlternatives;
    const options = isTooMany ? [...list.filter(isFromRecipe).slice(0, 4), unknownText] : list;
    const [only = '', another] = options;
    if (another === undefined) texts = texts.map((text) => text + only);
    else texts = [...new Set(texts.flatMap((text) => options.map((option) => text + option)))];
  }
  return texts;
}

/** The parent folder of a path, like `dirname`; uses `..` if the folder's own name may be unknown. */
export function folderOf(path: string): string {
  const trimmed = path.replace(/[\\/]{1,100}$/, '');
  if (trimmed === '' || trimmed === unknownText) return unknownText;
  const end = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  const last = trimmed.slice(end + 1);
  if (last === '..' || last === '.' || last.includes(recipeFolder)) return pathFrom(trimmed, '..');
  if (end < 0) return '.';
  return end === 0 ? '/' : trimmed.slice(0, end);
}

/** The last segment of a path, like `basename`. */
export function nameOf(path: string): string {
  const name =
    path
      .replace(/[\\/]{1,100}$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  return name.includes(recipeFolder) || name === '..' ? unknownText : name;
}

/** True for a text that contains the place of the recipe's folder. */
export function isFromRecipe(text: string): boolean {
  return text.includes(recipeFolder);
}

/** The result of an expansion with a modifier: `${NAME%/*}`; undefined if unknown. */
export function modified(value: string, modifier: string): string | undefined {
  // `${NAME[0]}`, `${NAME^^}`, `${NAME:?}` and `${NAME//\\//}`, which only changes the slashes of Windows.
  if (/^(?:$|\[|@|\^|,|:?\?|\/{1,2}[\\/]{1,4}$)/.test(modifier)) return value;
  if (modifier.startsWith('%')) return withoutTail(value, modifier);
  return /^##\*[\\/]$/.test(modifier) ? nameOf(value) : undefined;
}

function withoutTail(value: string, modifier: string): string | undefined {
  const [, folders] = /^%((?:[\\/]\*){1,20})$/.exec(modifier) ?? [];
  if (folders !== undefined) {
    return Array.from({ length: folders.length / 2 }).reduce<string>((path) => folderOf(path), value);
  }
  const [, end] = /^%{1,2}([\\/][\w.-]*)$/.exec(modifier) ?? [];
  // `${NAME%%/*}` removes an unknown number of folders, `${NAME%.*}` none.
  if (end === undefined) return /[\\/]/.test(modifier) ? undefined : `${folderOf(value)}/${unknownText}`;
  return end.length === 1 ? value : withoutEnd(value, end);
}

function withoutEnd(value: string, end: string): string {
  if (value.endsWith(end)) return value.slice(0, -end.length);
  // The name of the recipe's folder is unknown here.
  return value.endsWith(recipeFolder) ? folderOf(value) : value;
}

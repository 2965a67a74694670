/** Stands for the recipe's folder at the start of a path; a character that no text contains. */
export const recipeFolder = '\uE000';
/** Stands for unknown text, including wild cards. */
export const unknownText = '\uE001';

/** Folders of the machine's tools and state: not part of a workspace. */
const machineFolder = /^\/(?:(?:usr|bin|sbin|lib|lib32|lib64|etc|dev|proc|sys|run|var)(?:\/|$)|tmp\/?$|$)/;
const absolute = /^(?:\/|[A-Za-z]:\/)/;
/** Longer texts are not paths. */
const maxLength = 4_096;

/** The text without the two characters that are special here. */
export function withoutMarks(text: string): string {
  return /[\uE000\uE001]/.test(text) ? text.replace(/[\uE000\uE001]/g, '\uFFFD') : text;
}

/**
 * The paths that a text stands for: relative to the recipe's folder, or absolute; normalized. None if its start is
 * unknown. Several if `..` follows an unknown segment.
 */
export function localPaths(text: string): string[] {
  if (text.length > maxLength) return [];
  return withEitherSlash(text, (path) => {
    if (path.startsWith(recipeFolder)) return belowRecipe(path.slice(1));
    return absolute.test(path) ? knownPaths(path) : [];
  });
}

/**
 * The paths of a text; relative ones start at the recipe's folder.
 * @param wildCards the characters that make a segment a pattern
 */
export function recipePaths(text: string, wildCards: RegExp | undefined): string[] {
  return withEitherSlash(text, (slashed) => {
    const path = wildCards ? slashed.replace(wildCards, unknownText) : slashed;
    if (path.startsWith(unknownText)) return path.includes('/') ? knownPaths(path) : ['.'];
    return path.startsWith(recipeFolder) || absolute.test(path) ? localPaths(path) : knownPaths(path);
  });
}

/** A backslash separates folders on Windows, and is part of a name elsewhere. */
function withEitherSlash(text: string, read: (path: string) => string[]): string[] {
  const slashed = text.replaceAll('\\', '/');
  // Windows paths have no other slashes, or step back with one.
  const isOfWindows = !text.includes('/') || /\\\.\.(?:[\\/]|$)/.test(text);
  return slashed === text || isOfWindows ? read(slashed) : [...new Set([...read(slashed), ...read(text)])];
}

/** True for a path that leads out of its base folder: `../x`, `/x`. */
export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || absolute.test(path);
}

/** True for a path in the folders of the machine's tools and state, such as `/usr/lib`. */
export function isOfMachine(path: string): boolean {
  return machineFolder.test(path);
}

/** Resolves `path` from the folder `from`. */
export function pathFrom(from: string, path: string): string {
  return isRooted(path) ? path : `${from}/${path}`;
}

/** True for a path that does not depend on the current folder. */
export function isRooted(path: string): boolean {
  return path.startsWith(recipeFolder) || absolute.test(path.replaceAll('\\', '/'));
}

/** `file:///a%20b` as a path; undefined for other URLs and plain text. */
export function filePathOfUrl(url: string): string | undefined {
  if (!/^file:/i.test(url)) return undefined;
  const path = url.replace(/^file:(?:\/\/(?:localhost(?=\/))?)?/i, '').replace(/^\/(?=[A-Za-z]:[\\/])/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A path without `.`, doubled slashes and, where possible, `..`. */
export function normalizedPath(path: string): string {
  return normalized(path.replaceAll('\\', '/').split('/'));
}

function belowRecipe(rest: string): string[] {
  if (rest === '' || rest.startsWith('/')) return knownPaths(`.${rest}`);
  // `${RECIPE_DIR}-common` is beside the folder, whose name is unknown; `in $RECIPE_DIR.` is prose.
  return /^[\w\uE001-]/.test(rest) ? knownPaths(`../${unknownText}${rest}`) : ['.'];
}

function knownPaths(path: string): string[] {
  // Within a path, the recipe's folder is a text that is unknown here: `/opt$RECIPE_DIR`.
  const segments = path.replaceAll(recipeFolder, unknownText).split('/');
  const first = segments.findIndex((segment) => segment.includes(unknownText));
  if (first < 0) return [normalized(segments)];
  const before = normalized(segments.slice(0, first));
  if (!segments.slice(first).includes('..')) return [before];
  const lexical = normalized(segments);
  const cut = lexical.split('/').findIndex((segment) => segment.includes(unknownText));
  return [...new Set([before, cut < 0 ? lexical : normalized(lexical.split('/').slice(0, cut))])];
}

function normalized(segments: string[]): string {
  const [root = '', ...others] = segments;
  if (!isRoot(root, others)) return collapsed(segments, true).join('/') || '.';
  return `${root}/${collapsed(others, false).join('/')}`;
}

function isRoot(first: string, others: string[]): boolean {
  return first === '' ? others.length > 0 : /^[A-Za-z]:$/.test(first);
}

/** @param above true if `..` may lead out of the first segment */
function collapsed(segments: string[], above: boolean): string[] {
  const kept: string[] = [];
  for (const segment of segments.filter((text) => text !== '' && text !== '.')) {
    const isStepBack = segment === '..' && kept.length > 0 && kept.at(-1) !== '..';
    if (isStepBack) kept.pop();
    else if (segment !== '..' || above) kept.push(segment);
  }
  return kept;
}

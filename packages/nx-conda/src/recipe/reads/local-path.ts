/** Stands for the recipe's folder at the front of a path; a character that no text has. */
export const recipeFolder = '\uE000';
/** Stands for text that is not known, wild cards included. */
export const unknownText = '\uE001';

const absolute = /^(?:\/|[A-Za-z]:\/)/;
/** Beyond this, a path is no path. */
const maxLength = 4_096;

/** The text without the two characters that mean something here. */
export function withoutMarks(text: string): string {
  return /[\uE000\uE001]/.test(text) ? text.replace(/[\uE000\uE001]/g, '\uFFFD') : text;
}

/**
 * The paths that a text stands for: relative to the recipe's folder, or absolute; normalised. None where it begins
 * with what is not known. Several where `..` follows an unknown segment.
 */
export function localPaths(text: string): string[] {
  if (text.length > maxLength) return [];
  return withEitherSlash(text, (path) => {
    if (path.startsWith(recipeFolder)) return belowRecipe(path.slice(1));
    return absolute.test(path) ? knownPaths(path) : [];
  });
}

/**
 * The paths of a text that is relative to the recipe's folder where it is not absolute.
 * @param wildCards the characters that make a segment a pattern
 */
export function recipePaths(text: string, wildCards: RegExp | undefined): string[] {
  return withEitherSlash(text, (slashed) => {
    const path = wildCards ? slashed.replace(wildCards, unknownText) : slashed;
    if (path.startsWith(unknownText)) return path.includes('/') ? knownPaths(path) : ['.'];
    return path.startsWith(recipeFolder) || absolute.test(path) ? localPaths(path) : knownPaths(path);
  });
}

/** A backslash separates folders on Windows, and is a part of a name elsewhere. */
function withEitherSlash(text: string, read: (path: string) => string[]): string[] {
  const slashed = text.replaceAll('\\', '/');
  // Paths of Windows have no other slashes, or step back with one.
  const isOfWindows = !text.includes('/') || /\\\.\.(?:[\\/]|$)/.test(text);
  return slashed === text || isOfWindows ? read(slashed) : [...new Set([...read(slashed), ...read(text)])];
}

/** True for a path that leads out of the folder that it is relative to: `../x`, `/x`. */
export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || absolute.test(path);
}

/** What lies at `path` as seen from the folder `from`. */
export function pathFrom(from: string, path: string): string {
  return isRooted(path) ? path : `${from}/${path}`;
}

/** True for what does not depend on the folder that a process is in. */
export function isRooted(path: string): boolean {
  return path.startsWith(recipeFolder) || absolute.test(path.replaceAll('\\', '/'));
}

/** `file:///a%20b` as a path, undefined for another URL and for text. */
export function filePathOfUrl(url: string): string | undefined {
  if (!/^file:/i.test(url)) return undefined;
  const path = url.replace(/^file:(?:\/\/(?:localhost(?=\/))?)?/i, '').replace(/^\/(?=[A-Za-z]:[\\/])/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A path without `.`, `..` where that can be, and doubled slashes. */
export function normalizedPath(path: string): string {
  return normalized(path.replaceAll('\\', '/').split('/'));
}

function belowRecipe(rest: string): string[] {
  if (rest === '' || rest.startsWith('/')) return knownPaths(`.${rest}`);
  // `${RECIPE_DIR}-common` lies beside the folder, whose name is not known; `in $RECIPE_DIR.` is prose.
  return /^[\w\uE001-]/.test(rest) ? knownPaths(`../${unknownText}${rest}`) : ['.'];
}

function knownPaths(path: string): string[] {
  const segments = path.split('/');
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

/** @param above true where `..` may lead out of the first segment */
function collapsed(segments: string[], above: boolean): string[] {
  const kept: string[] = [];
  for (const segment of segments.filter((text) => text !== '' && text !== '.')) {
    const isStepBack = segment === '..' && kept.length > 0 && kept.at(-1) !== '..';
    if (isStepBack) kept.pop();
    else if (segment !== '..' || above) kept.push(segment);
  }
  return kept;
}

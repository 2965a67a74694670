import { recipeFolder, unknownText } from './local-path';
import { combined, folderOf, isFromRecipe, nameOf } from './script-values';

/** Functions that join their arguments to a path. */
const joiners = /(?:^|[.:>])(?:join|joinpath|join_path|resolve|path|catfile|catdir|Join-Path)$/;
/** Functions that give the folder of their argument. */
const folders = /(?:^|[.:>])(?:dirname|parent|dir_name|dirpart)$/;
/** Functions that return their first argument, as far as paths are concerned. */
const sames =
  /(?:^|[.:>])(?:Path|PurePath|PosixPath|WindowsPath|str|abspath|realpath|normpath|fspath|expanduser|normcase|normalize|normalizePath|abs_path|rel2abs|canonpath|absolute|fsencode|decode|encode|String|as_posix|as_uri|strip|rstrip|expand_path|quote|raw)$/;
/** Methods that make another path of their receiver. */
const changers =
  /^(?:replace|split|rsplit|partition|rpartition|removesuffix|sub|substring|slice|relative_to|with_name)$/;
const unknownValue = [unknownText];

/** The result of a call: values, or why they are unknown, or neither if it may read its arguments. */
export interface CallResult {
  values?: string[];
  failure?: string;
}

/**
 * The path that a function or method of any language returns.
 * @param receiver the object of a method
 */
export function callResult(name: string, args: string[][], receiver: string[] | undefined): CallResult {
  const all = receiver ? [receiver, ...args] : args;
  const values = pathValues(name, all, !receiver?.every(isSeparator));
  if (values) return { values };
  return receiver?.some(isFromRecipe) && changers.test(name) ? changed(name, receiver, args) : {};
}

/** @param joins false if `join` joins texts: `"/".join(...)` */
function pathValues(name: string, all: string[][], joins: boolean): string[] | undefined {
  const [first = unknownValue] = all;
  if (joiners.test(name) && joins) return joinAll(all);
  if (folders.test(name)) return first.map(folderOf);
  if (/(?:^|\.)basename$/.test(name)) return first.map(nameOf);
  if (!sames.test(name)) return undefined;
  return /Path$/.test(name) ? joinAll(all) : first;
}

function isSeparator(value: string): boolean {
  return value.length <= 1 && !isFromRecipe(value);
}

function changed(name: string, receiver: string[], [first = unknownValue]: string[][]): CallResult {
  const [from] = first;
  if (name === 'replace' && (from === '\\' || from === '/')) return { values: receiver };
  if (name === 'with_name') return { values: joinAll([receiver.map(folderOf), first]) };
  return { failure: `nx-conda cannot determine which path \`${name}\` computes from the recipe's folder.` };
}

/** Joins paths; an absolute one starts over, as in Python. */
export function joinAll([first = unknownValue, ...others]: string[][]): string[] {
  let paths = first;
  for (const list of others) {
    const rooted = list.filter((value) => value.startsWith(recipeFolder));
    const below = list.filter((value) => !value.startsWith(recipeFolder)).map((value) => `/${value}`);
    paths = [...(below.length > 0 ? combined([paths, below]) : []), ...rooted].slice(0, 16);
  }
  return paths;
}

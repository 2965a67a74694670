import { type Line, linesIn } from './lines';
import type { Token } from './tokens';

/** An import in a Python source. */
export interface ImportedModule {
  /** `a.b`; with leading dots if relative: `..a`. */
  module: string;
  /** The names after `from a.b import`. */
  names: string[];
  /** The header of the outermost function or class around it: `class build ( build_ext )`; undefined at the top. */
  within: string | undefined;
  /** True if the source also works without it: an `except ImportError` around it does not end the program. */
  isOptional: boolean;
  /** Below an `if`, or in a function or class. */
  isConditional: boolean;
  /** For these versions of Python only: `<3.11`. */
  python: string | undefined;
  /** No build of a wheel runs it: it is for type checkers, for Python 2, or for other commands. */
  isSkipped: boolean;
}

type Context = Pick<ImportedModule, 'within' | 'isOptional' | 'isConditional' | 'python' | 'isSkipped'>;

const MAX_IMPORTS = 2000;

/** All imports in a Python source. */
export function importsIn(source: string): ImportedModule[] {
  const top = {
    within: undefined,
    isOptional: false,
    isConditional: false,
    python: undefined,
    isSkipped: false,
  };
  return importsOf(linesIn(source), top).slice(0, MAX_IMPORTS);
}

function importsOf(lines: readonly Line[], context: Context): ImportedModule[] {
  return lines.flatMap((line, index) => {
    const imported = modulesIn(line.tokens).map((one) => ({ ...one, ...context }));
    if (line.body.length === 0) return imported;
    return [...imported, ...importsOf(line.body, contextIn(lines, index, context))];
  });
}

function contextIn(lines: readonly Line[], index: number, context: Context): Context {
  const { tokens = [] } = lines[index] ?? {};
  const [{ text: word } = { text: '' }] = tokens;
  if (word === 'try') return { ...context, isOptional: context.isOptional || isCaught(lines, index) };
  // An import in a handler replaces the failed one.
  if (word === 'except') return { ...context, isOptional: true };
  if (/^(def|class|async)$/.test(word)) {
    return { ...context, isConditional: true, within: context.within ?? textOf(tokens) };
  }
  return /^(if|elif|else)$/.test(word) ? branchIn(lines, index, context) : context;
}

function branchIn(lines: readonly Line[], index: number, context: Context): Context {
  const header = textOf(lines[index]?.tokens ?? []);
  const python = header === 'else' ? constraintOfElse(lines, index) : constraintOf(header);
  if (NEVER.test(header) || python === 'none') return { ...context, isConditional: true, isSkipped: true };
  const isOpen = python === undefined && !/\b__name__\b/.test(header);
  return {
    ...context,
    isConditional: context.isConditional || isOpen,
    python: context.python ?? python,
  };
}

/** Conditions that are false in a build: type checkers, and commands other than those of pip. */
const NEVER = /\bTYPE_CHECKING\b|\bsys \. argv\b/;

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

/** Whether the program goes on after a failed import in a `try`. */
function isCaught(lines: readonly Line[], index: number): boolean {
  for (const { tokens, body } of lines.slice(index + 1)) {
    if (tokens[0]?.text !== 'except') return false;
    if (!CAUGHT.test(textOf(tokens))) continue;
    return !body.some((line) => ENDS.test(textOf(line.tokens)));
  }
  return false;
}

const CAUGHT = /^except( \*)?$|\b(ImportError|ModuleNotFoundError|Exception|BaseException)\b/;
const ENDS = /^raise\b|^((sys|os) \. _?)?exit \(/;

/** `if sys.version_info >= (3, 11):` allows `>=3.11`. @returns `none` for Python 2 */
function constraintOf(header: string): string | undefined {
  if (/\bPY2\b/.test(header) && !/\bnot\b/.test(header)) return 'none';
  const [, operator, major, minor] =
    /\bversion_info (?:\[ (?:0|: ?2?) \] )?(<=|>=|<|>|==) \(? ?(\d+)(?: , (\d+))?/.exec(header) ?? [];
  if (operator === undefined || major === undefined) return undefined;
  if (minor === undefined) return /^(<3|<=2|==2)$/.test(`${operator}${major}`) ? 'none' : undefined;
  return major === '2' ? undefined : `${operator}${major}.${minor}`;
}

const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '>=': '<', '<=': '>', '>': '<=' };

/** Only for an `else` directly after its `if`. */
function constraintOfElse(lines: readonly Line[], index: number): string | undefined {
  const before = textOf(lines[index - 1]?.tokens ?? []);
  if (!before.startsWith('if ')) return undefined;
  if (/\bversion_info\b.* >= \(? ?3( ,)? ?\)?$/.test(before)) return 'none';
  const [, operator = '', version] = /^(<=|>=|<|>)(.*)$/.exec(constraintOf(before) ?? '') ?? [];
  return version === undefined ? undefined : `${OPPOSITE[operator] ?? ''}${version}`;
}

/** `import a.b as c, d`; `from a.b import c as d, e` */
function modulesIn(tokens: readonly Token[]): Pick<ImportedModule, 'module' | 'names'>[] {
  const [first, ...rest] = tokens;
  if (first?.kind !== 'name') return [];
  if (first.text === 'import') return listed(rest).map((module) => ({ module, names: [] }));
  const at = rest.findIndex(({ kind, text }) => kind === 'name' && text === 'import');
  if (first.text !== 'from' || at < 1) return [];
  const module = rest
    .slice(0, at)
    .map(({ text }) => text)
    .join('');
  const names = listed(rest.slice(at + 1).filter(({ text }) => text !== '(' && text !== ')'));
  return /^\.*(\w+(\.\w+)*)?$/.test(module) ? [{ module, names }] : [];
}

/** The parts between commas, without aliases. */
function listed(tokens: readonly Token[]): string[] {
  const parts: string[][] = [[]];
  let isAlias = false;
  for (const { text } of tokens) {
    if (text === ',') {
      parts.push([]);
      isAlias = false;
    } else if (text === 'as') isAlias = true;
    else if (!isAlias) parts.at(-1)?.push(text);
  }
  return parts.map((part) => part.join('')).filter((name) => /^(\w+(\.\w+)*|\*)$/.test(name));
}

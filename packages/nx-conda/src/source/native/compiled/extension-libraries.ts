import { nodesIn, textOf } from '../../python/calls';
import type { Call, Expression } from '../../python/syntax';
import type { BuildFile } from '../../python-project/build-code';

/**
 * Libraries that build code passes to its extensions by other ways than the arguments of their calls:
 * `{"libraries": ["git2"]}`, `dict(libraries=...)`, `libraries.append("z")`, `libraries=[name]`,
 * `extra_link_args=["-lz"]`.
 */
export function passedLibraries(files: readonly BuildFile[]): string[] {
  const nodes = files.flatMap(({ statements }) => nodesIn(statements));
  const texts = textsOfNames(nodes);
  const found = [
    ...nodes.flatMap((node) => valuesIn(node, OF_LIBRARIES)).flatMap((value) => libraryNames(value, texts)),
    ...nodes.flatMap((node) => valuesIn(node, OF_FLAGS)).flatMap(flagLibraries),
  ];
  // Windows has a library uuid, too.
  const isWindows = found.includes('kernel32') || found.includes('ole32');
  return [...new Set(found)]
    .filter((name) => LIBRARY.test(name) && !STATIC.test(name))
    .filter((name) => !(isWindows && name === 'uuid'));
}

const LIBRARY = /^[A-Za-z][\w.+-]{0,59}$/;
/** Builds for Windows that are linked without conda's packages. */
const STATIC = /static$|\.lib$/i;

/** What receives libraries, or arguments of the linker: an argument, or a variable. */
interface Receiver {
  argument: string;
  variable: RegExp;
}

const OF_LIBRARIES: Receiver = {
  argument: 'libraries',
  variable: /^(libraries|libs|extra_libraries|ext_libraries|ext_libs)$/,
};
const OF_FLAGS: Receiver = {
  argument: 'extra_link_args',
  variable: /(^|_)link(er)?_?(args|flags)$|^ldflags$/i,
};

/** `-lcufft` among the arguments of the linker, at any depth. */
function flagLibraries(value: Expression): string[] {
  const texts = nodesIn(value).flatMap((node) => textOf(node) ?? []);
  return texts.flatMap((text) =>
    [...text.matchAll(/(?:^|\s)-l([\w.+-]{1,60})(?=\s|$)/g)].map(([, name = '']) => name),
  );
}

type Node = Partial<Record<string, unknown>> & { kind?: string };

/** The expressions that are given to something named `libraries`. */
function valuesIn(node: object, receiver: Receiver): Expression[] {
  const { kind, entries, targets, value } = node as Node & {
    entries?: { key?: Expression; value: Expression }[];
    targets?: Expression[];
    value?: Expression;
  };
  if (kind === 'call') return valuesInCall(node as Call, receiver);
  if (kind === 'dict') {
    return (entries ?? []).flatMap((one) => (textOf(one.key) === receiver.argument ? [one.value] : []));
  }
  return kind === 'assign' && value && targets?.some((one) => isNamed(one, receiver)) ? [value] : [];
}

function valuesInCall({ callee, args, keywords }: Call, receiver: Receiver): Expression[] {
  const named = keywords.filter(({ name }) => name === receiver.argument).map(({ value }) => value);
  return isAddition(callee, receiver) ? [...named, ...args] : named;
}

/** `libraries.append`, `self.libraries.extend` */
function isAddition(callee: Expression, receiver: Receiver): boolean {
  return (
    callee.kind === 'attribute' &&
    /^(append|extend|insert)$/.test(callee.name) &&
    isNamed(callee.of, receiver)
  );
}

function isNamed(expression: Expression, { argument, variable }: Receiver): boolean {
  if (expression.kind === 'index') return textOf(expression.key) === argument;
  return (expression.kind === 'name' || expression.kind === 'attribute') && variable.test(expression.name);
}

/** Only strings in lists, and variables that are strings: arguments of calls in them are something else. */
function libraryNames(value: Expression, texts: ReadonlyMap<string, string[]>): string[] {
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'string' ? [value.value] : [];
    case 'list':
      // `libraries=[("a", {"sources": ...})]` of setup() is built from the source.
      return value.items.flatMap((item) => (item.kind === 'list' ? [] : libraryNames(item, texts)));
    case 'name':
      return texts.get(value.name) ?? [];
    case 'choice':
      return [...libraryNames(value.then, texts), ...libraryNames(value.otherwise, texts)];
    default:
      return [];
  }
}

const MAX_VALUES = 5;

/** `name = "ta-lib"` */
function textsOfNames(nodes: readonly object[]): ReadonlyMap<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const node of nodes) {
    const { kind, targets, value } = node as Node & { targets?: Expression[]; value?: Expression };
    const [target] = targets ?? [];
    const text = kind === 'assign' ? textOf(value) : undefined;
    if (target?.kind !== 'name' || text === undefined) continue;
    const known = texts.get(target.name) ?? [];
    if (known.length < MAX_VALUES) texts.set(target.name, [...known, text]);
  }
  return texts;
}

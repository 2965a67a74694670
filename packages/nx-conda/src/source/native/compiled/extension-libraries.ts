import { nodesIn, textOf } from '../../python/calls';
import type { Call, Expression } from '../../python/syntax';
import type { BuildFile } from '../../python-project/build-code';

/**
 * Libraries that build code passes to its extensions by other ways than the arguments of their calls:
 * `{"libraries": ["git2"]}`, `dict(libraries=...)`, `libraries.append("z")`, `libraries=[name]`.
 */
export function passedLibraries(files: readonly BuildFile[]): string[] {
  const nodes = files.flatMap(({ statements }) => nodesIn(statements));
  const texts = textsOfNames(nodes);
  const found = nodes.flatMap((node) => valuesIn(node)).flatMap((value) => libraryNames(value, texts));
  // Windows has a library uuid, too.
  const isWindows = found.includes('kernel32') || found.includes('ole32');
  return [...new Set(found)]
    .filter((name) => LIBRARY.test(name) && !STATIC.test(name))
    .filter((name) => !(isWindows && name === 'uuid'));
}

const LIBRARY = /^[A-Za-z][\w.+-]{0,59}$/;
/** Builds for Windows that are linked without conda's packages. */
const STATIC = /static$|\.lib$/i;
const NAMES = /^(libraries|libs|extra_libraries|ext_libraries|ext_libs)$/;

type Node = Partial<Record<string, unknown>> & { kind?: string };

/** The expressions that are given to something named `libraries`. */
function valuesIn(node: object): Expression[] {
  const { kind, entries, targets, value } = node as Node & {
    entries?: { key?: Expression; value: Expression }[];
    targets?: Expression[];
    value?: Expression;
  };
  if (kind === 'call') return valuesInCall(node as Call);
  if (kind === 'dict') {
    return (entries ?? []).flatMap((one) => (textOf(one.key) === 'libraries' ? [one.value] : []));
  }
  return kind === 'assign' && value && targets?.some(isNamed) ? [value] : [];
}

function valuesInCall({ callee, args, keywords }: Call): Expression[] {
  const named = keywords.filter(({ name }) => name === 'libraries').map(({ value }) => value);
  return isAddition(callee) ? [...named, ...args] : named;
}

/** `libraries.append`, `self.libraries.extend` */
function isAddition(callee: Expression): boolean {
  return callee.kind === 'attribute' && /^(append|extend|insert)$/.test(callee.name) && isNamed(callee.of);
}

function isNamed(expression: Expression): boolean {
  if (expression.kind === 'index') return textOf(expression.key) === 'libraries';
  return (expression.kind === 'name' || expression.kind === 'attribute') && NAMES.test(expression.name);
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

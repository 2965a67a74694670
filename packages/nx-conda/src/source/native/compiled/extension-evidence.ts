import { nodesIn, textOf } from '../../python/calls';
import type { Call, Expression, Statement, Unread } from '../../python/syntax';
import type { BuildFile } from '../../python-project/build-code';

/** The arguments of setup() that add compiled modules. */
const ARGUMENTS = new Set(['ext_modules', 'rust_extensions', 'cffi_modules', 'mypyc_modules']);

/** Why build code compiles something: `ext_modules` in setup.py; undefined if there is no evidence. */
export function extensionEvidence(files: readonly BuildFile[]): string | undefined {
  const all = files.flatMap(({ statements }) => nodesIn(statements));
  const empty = emptyNames(all);
  for (const { name, statements } of files) {
    for (const node of nodesIn(statements)) {
      const reason = evidenceIn(node, empty);
      if (reason !== undefined) return `${reason} in ${name}`;
    }
  }
  return undefined;
}

type Node = Partial<Record<string, unknown>> & { kind?: string };

function evidenceIn(node: object, empty: ReadonlySet<string>): string | undefined {
  const found = argumentsIn(node).find(
    ({ name, value }) => (ARGUMENTS.has(name) && !isEmpty(value, empty)) || WHEEL.get(name)?.(value) === true,
  );
  return found?.name ?? methodEvidence(node) ?? unreadEvidence(node);
}

/** A line that cannot be read counts. */
function unreadEvidence(node: object): string | undefined {
  const { kind, words = [] } = node as Partial<Unread>;
  const named =
    kind === 'unread' ? words.find((word) => ARGUMENTS.has(word) || word === 'has_ext_modules') : undefined;
  return named === undefined ? undefined : `a line with ${named} that nx-conda cannot read`;
}

/** Settings of commands and distributions. */
const WHEEL: ReadonlyMap<string, (value: Expression) => boolean> = new Map([
  ['has_ext_modules', (value) => !isFalse(value)],
  ['root_is_pure', isFalse],
]);

/** `def has_ext_modules(self): return True` */
function methodEvidence(node: object): string | undefined {
  const { kind, name, body = [] } = node as { kind?: string; name?: string; body?: Statement[] };
  if (kind !== 'function') return undefined;
  const isNo = body.some((one) => one.kind === 'return' && isFalse(one.value));
  return (name === 'has_ext_modules' && !isNo) || (name === 'is_pure' && isNo) ? name : undefined;
}

/** `f(name=value)`, `{"name": value}`, `anything["name"] = value` and `anything.name = value`. */
function argumentsIn(node: object): { name: string; value: Expression }[] {
  const { kind, keywords, entries, targets, value } = node as Node & {
    keywords?: { name?: string; value: Expression }[];
    entries?: { key?: Expression; value: Expression }[];
    targets?: Expression[];
    value?: Expression;
  };
  if (kind === 'call') {
    const set = setByCall(node as Call);
    if (set) return [set];
    return (keywords ?? []).flatMap((one) =>
      one.name === undefined ? [] : [{ name: one.name, value: one.value }],
    );
  }
  if (kind === 'dict') {
    return (entries ?? []).flatMap((one) => {
      const name = textOf(one.key);
      return name === undefined ? [] : [{ name, value: one.value }];
    });
  }
  if (kind !== 'assign' || value === undefined) return [];
  return (targets ?? []).flatMap((target) => {
    const name =
      target.kind === 'attribute' ? target.name : target.kind === 'index' ? textOf(target.key) : undefined;
    return name === undefined ? [] : [{ name, value }];
  });
}

/** `setattr(distribution, "ext_modules", value)`, `arguments.setdefault("ext_modules", []).append(...)` */
function setByCall({ callee, args }: Call): { name: string; value: Expression } | undefined {
  const called = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  if (!['setattr', 'setdefault', '__setitem__'].includes(called)) return undefined;
  const name = args.map(textOf).find((text) => text !== undefined && ARGUMENTS.has(text));
  return name === undefined ? undefined : { name, value: { kind: 'unknown' } };
}

function isFalse(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === false;
}

/** Names that receive nothing besides empty lists: neither by assignment, `+=`, `append`, nor as a parameter. */
function emptyNames(nodes: readonly object[]): ReadonlySet<string> {
  const filled = new Set<string>();
  const empty = new Set<string>();
  for (const node of nodes) {
    for (const name of filledBy(node)) filled.add(name);
    const { kind, targets = [] } = node as Node & { targets?: Expression[] };
    if (kind === 'assign') for (const name of targets.flatMap(namesIn)) empty.add(name);
  }
  for (const name of filled) empty.delete(name);
  return empty;
}

function filledBy(node: object): string[] {
  const one = node as Statement | Expression;
  switch (one.kind) {
    case 'assign':
      return one.operator === '+=' || !isEmpty(one.value, new Set()) ? one.targets.flatMap(namesIn) : [];
    case 'function':
      return one.parameters.map(({ name = '' }) => name);
    case 'for':
      return namesIn(one.target);
    case 'import':
      return one.names.map(({ name }) => name);
    case 'call':
      return filledByCall(one.callee);
    default:
      return filledRarely(one);
  }
}

function filledRarely(one: Statement | Expression): string[] {
  if (one.kind === 'walrus') return namesIn(one.target);
  if (one.kind === 'with') return one.items.flatMap(({ target }) => (target ? namesIn(target) : []));
  return one.kind === 'unread' ? one.words : [];
}

/** `names.append(...)` */
function filledByCall(callee: Expression): string[] {
  if (callee.kind !== 'attribute') return [];
  return ['append', 'extend', 'insert'].includes(callee.name) ? namesIn(callee.of) : [];
}

function namesIn(target: Expression): string[] {
  if (target.kind === 'name') return [target.name];
  if (target.kind === 'star') return namesIn(target.value);
  return target.kind === 'list' ? target.items.flatMap(namesIn) : [];
}

/** True only if it is empty for certain. */
function isEmpty(value: Expression, empty: ReadonlySet<string>): boolean {
  switch (value.kind) {
    case 'constant':
      return value.value === null || value.value === false || value.value === '';
    case 'list':
      return value.items.length === 0;
    case 'name':
      return empty.has(value.name);
    case 'choice':
      return isEmpty(value.then, empty) && isEmpty(value.otherwise, empty);
    default:
      return false;
  }
}

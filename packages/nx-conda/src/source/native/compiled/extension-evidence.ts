import { nodesIn, textOf } from '../../python/calls';
import type { Expression, Statement } from '../../python/syntax';
import type { BuildFile } from '../../python-project/build-code';

/** The arguments of setup() that add compiled modules. */
const ARGUMENTS = new Set(['ext_modules', 'rust_extensions', 'cffi_modules', 'mypyc_modules']);

/** Why build code compiles something: `ext_modules` in setup.py; undefined if there is no evidence. */
export function extensionEvidence(files: readonly BuildFile[]): string | undefined {
  const all = files.flatMap(({ statements }) => nodesIn(statements));
  const filled = filledNames(all);
  for (const { name, statements } of files) {
    for (const node of nodesIn(statements)) {
      const reason = evidenceIn(node, filled);
      if (reason !== undefined) return `${reason} in ${name}`;
    }
  }
  return undefined;
}

type Node = Partial<Record<string, unknown>> & { kind?: string };

function evidenceIn(node: object, filled: ReadonlySet<string>): string | undefined {
  const found = argumentsIn(node).find(
    ({ name, value }) =>
      (ARGUMENTS.has(name) && !isEmpty(value, filled)) || WHEEL.get(name)?.(value) === true,
  );
  return found?.name ?? methodEvidence(node);
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

function isFalse(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === false;
}

/** Names that receive something besides an empty list: by assignment, `+=`, `append` or as a parameter. */
function filledNames(nodes: readonly object[]): ReadonlySet<string> {
  const filled = new Set<string>();
  for (const node of nodes) for (const name of filledBy(node)) filled.add(name);
  return filled;
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
      return [];
  }
}

/** `names.append(...)` */
function filledByCall(callee: Expression): string[] {
  if (callee.kind !== 'attribute') return [];
  return ['append', 'extend', 'insert'].includes(callee.name) ? namesIn(callee.of) : [];
}

function namesIn(target: Expression): string[] {
  if (target.kind === 'name') return [target.name];
  return target.kind === 'list' ? target.items.flatMap(namesIn) : [];
}

/** True only if it is empty for certain. */
function isEmpty(value: Expression, filled: ReadonlySet<string>): boolean {
  switch (value.kind) {
    case 'constant':
      return value.value === null || value.value === false || value.value === '';
    case 'list':
      return value.items.length === 0;
    case 'name':
      return !filled.has(value.name);
    case 'choice':
      return isEmpty(value.then, filled) && isEmpty(value.otherwise, filled);
    default:
      return false;
  }
}

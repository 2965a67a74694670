import { nodesIn } from '../../python/calls';
import type { Call, Expression } from '../../python/syntax';
import type { BuildFile } from '../../python-project/build-code';

/** An environment variable that a build reads. */
export interface EnvironmentRead {
  name: string;
  file: BuildFile;
  /** The value without the variable: `os.getenv(name, "0")`. */
  otherwise?: string;
  /** The values that it is compared with. */
  compared: string[];
}

const MAX_READS = 200;
/** A name in a call is a variable only if it looks like one. */
const VARIABLE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|^CUDAARCHS$/;

/** The environment variables that build code reads, by `os.getenv`, `os.environ` or a function of its own. */
export function environmentReads(files: readonly BuildFile[]): EnvironmentRead[] {
  return files.flatMap((file) => readsIn(file)).slice(0, MAX_READS);
}

/** The names of the variables that an expression reads itself. */
export function readsOf(node: Expression): string[] {
  return readBy(node).map(({ name }) => name);
}

function readsIn(file: BuildFile): EnvironmentRead[] {
  const nodes = nodesIn(file.statements) as Expression[];
  const written = new Set(nodes.flatMap(writtenBy));
  const found = nodes.filter((node) => !written.has(node)).flatMap((node) => readBy(node));
  const compared = nodes.flatMap(comparisonIn);
  return [...new Map(found.map((one) => [one.name, one])).values()].map((one) => ({
    ...one,
    file,
    compared: compared.filter(({ name }) => name === one.name).flatMap(({ values }) => values),
  }));
}

/** `os.environ["NAME"] = ...` is no read. */
function writtenBy(node: object): Expression[] {
  const { kind, targets } = node as { kind?: string; targets?: Expression[] };
  return kind === 'assign' ? (targets ?? []) : [];
}

function readBy(node: Expression): Pick<EnvironmentRead, 'name' | 'otherwise'>[] {
  if (node.kind === 'call') return readByCall(node);
  const name = textOf(keyOf(node));
  return name === undefined ? [] : [{ name }];
}

function readByCall({ callee, args, keywords }: Call): Pick<EnvironmentRead, 'name' | 'otherwise'>[] {
  const [first, second] = args;
  const name = textOf(first);
  if (name === undefined || !isRead(callee, name)) return [];
  const otherwise = textOf(second ?? keywords.find((one) => one.name === 'default')?.value);
  return [{ name, ...(otherwise !== undefined && { otherwise }) }];
}

/** `os.environ["NAME"]` and `"NAME" in os.environ` */
function keyOf(node: Expression): Expression | undefined {
  if (node.kind === 'index') return isEnvironment(node.of) ? node.key : undefined;
  const isContained = node.kind === 'binary' && ['in', 'not in'].includes(node.operator);
  return isContained && isEnvironment(node.right) ? node.left : undefined;
}

/** `os.getenv(...)`, `environ.get(...)`, or `check_env_flag(...)`. */
function isRead(callee: Expression, name: string): boolean {
  const called = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  if (called === 'getenv') return true;
  if (called === 'get' || called === 'pop') return callee.kind === 'attribute' && isEnvironment(callee.of);
  return VARIABLE.test(name) && /env|flag/i.test(called) && called !== 'setenv' && called !== 'putenv';
}

function isEnvironment(of: Expression): boolean {
  return (of.kind === 'attribute' || of.kind === 'name') && /^_?env(iron)?$/.test(of.name);
}

/** The values on the other side of `==`, `!=` and `in`. */
function comparisonIn(node: Expression): { name: string; values: string[] }[] {
  if (node.kind !== 'binary' || !['==', '!=', 'in', 'not in'].includes(node.operator)) return [];
  const reads = (nodesIn(node.left) as Expression[]).flatMap(readBy);
  const values = (nodesIn(node.right) as Expression[]).flatMap((one) => textOf(one) ?? []);
  return reads.map(({ name }) => ({ name, values }));
}

function textOf(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'constant') return undefined;
  return typeof expression.value === 'string'
    ? expression.value
    : typeof expression.value === 'number'
      ? String(expression.value)
      : undefined;
}

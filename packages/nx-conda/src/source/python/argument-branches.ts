import { textOf } from './nodes-in';
import type { Expression, Statement } from './syntax';

/**
 * The statements without branches for arguments of setup.py that pip never passes: `if "--run-tests" in sys.argv:`.
 * Arguments for CUDA stay, because a recipe can pass them.
 */
export function withoutArguments(statements: readonly Statement[]): Statement[] {
  return pruned(statements, testedNames(statements));
}

/** pip passes the names of commands, and options that name files. */
const NEVER = /^(--?[a-z][\w-]*|clean|test|tests|upload|publish|register|deploy|release|docs?|tag)$/i;
const MAY_PASS =
  /cuda|gpu|nvcc|^--?(help|version|quiet|verbose|no-user-cfg|config-settings|global-option|egg-base)/i;

type Names = ReadonlyMap<string, Expression>;

/** `run_tests = "--run-tests" in sys.argv`, assigned once. */
function testedNames(statements: readonly Statement[]): Names {
  const tests = new Map<string, Expression>();
  const again = new Set<string>();
  for (const one of statements) {
    const [target] = one.kind === 'assign' ? one.targets : [];
    if (one.kind !== 'assign' || target?.kind !== 'name') continue;
    if (tests.has(target.name)) again.add(target.name);
    tests.set(target.name, one.value);
  }
  for (const name of again) tests.delete(name);
  return tests;
}

function pruned(statements: readonly Statement[], names: Names): Statement[] {
  return statements.flatMap((one): Statement[] => {
    const inside = (body: readonly Statement[]) => pruned(body, names);
    switch (one.kind) {
      case 'if': {
        const isTrue = truthOf(one.test, names);
        if (isTrue !== undefined) return inside(isTrue ? one.body : one.otherwise);
        return [{ ...one, body: inside(one.body), otherwise: inside(one.otherwise) }];
      }
      case 'try':
        return [{ ...one, body: inside(one.body), handlers: inside(one.handlers) }];
      case 'for':
      case 'with':
      case 'while':
      case 'class':
      case 'function':
        return [{ ...one, body: inside(one.body) }];
      default:
        return [one];
    }
  });
}

const MAX_DEPTH = 20;

/** Undefined if it depends on something else. */
function truthOf(test: Expression, names: Names, depth = 0): boolean | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const inner = (one: Expression) => truthOf(one, names, depth + 1);
  switch (test.kind) {
    case 'not':
      return opposite(inner(test.value));
    case 'name': {
      const value = names.get(test.name);
      return value && inner(value);
    }
    case 'binary':
      return isJoint(test)
        ? joined(test.operator === 'or', inner(test.left), inner(test.right))
        : comparison(test);
    default:
      return undefined;
  }
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function isJoint({ operator }: Binary): boolean {
  return operator === 'and' || operator === 'or';
}

/** @param deciding the value that one side is enough for */
function joined(
  deciding: boolean,
  left: boolean | undefined,
  right: boolean | undefined,
): boolean | undefined {
  if (left === deciding || right === deciding) return deciding;
  return left === undefined || right === undefined ? undefined : !deciding;
}

function comparison({ operator, left, right }: Binary): boolean | undefined {
  const isIn = operator === 'in' || operator === 'not in';
  const isAbsent = isIn ? isNeverIn(left, right) : isNeverEqual(left, right);
  if (!isAbsent || !/^(not in|in|==|!=)$/.test(operator)) return undefined;
  return operator === 'not in' || operator === '!=';
}

function opposite(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** `"--flag" in sys.argv` */
function isNeverIn(left: Expression, right: Expression): boolean {
  return isNeverPassed(left) && isArguments(right);
}

/** `sys.argv[1] == "test"` */
function isNeverEqual(left: Expression, right: Expression): boolean {
  return left.kind === 'index' ? isArguments(left.of) && isNeverPassed(right) : false;
}

function isNeverPassed(value: Expression): boolean {
  const text = textOf(value);
  return text !== undefined && NEVER.test(text) && !MAY_PASS.test(text);
}

function isArguments(value: Expression): boolean {
  if (value.kind === 'slice' || value.kind === 'index') return isArguments(value.of);
  return (value.kind === 'attribute' || value.kind === 'name') && value.name === 'argv';
}

import { posix } from 'node:path';
import { variable } from './library';
import type { Limits } from './limits';
import { linesWithEnds } from './methods';
import { negate, operate, asText } from './operators';
import type { Comprehension, Expression, FunctionDefinition } from './syntax';
import { isDict, isKind, truth, UNKNOWN, type Value } from './values';

/** The state that expressions need while statements are followed. */
export interface Evaluation {
  lookUp: (name: string) => Value;
  /** The value of a name that the source does not define. */
  library: (path: string) => Value;
  /** Follows what may run or not. */
  perhaps: <T>(follow: () => T) => T;
  call: (expression: Extract<Expression, { kind: 'call' }>) => Value;
  assign: (target: Expression, value: Value) => void;
  /** The value if either may be. */
  oneOf: (first: Value, second: Value) => Value;
  /** A generator's values. */
  yielded: (values: readonly Value[]) => void;
  /** A function that is defined here. */
  closure: (definition: FunctionDefinition) => Value;
  limits: Limits;
  environment: Readonly<Record<string, string>>;
}

/**
 * The value of an expression, as far as it is known without running anything.
 * @throws if the source exceeds limits: see `isTooMuch`
 */
export function evaluate(expression: Expression, evaluation: Evaluation): Value {
  const { limits } = evaluation;
  return limits.enter() ? limits.leave(compute(expression, evaluation)) : UNKNOWN;
}

function compute(expression: Expression, evaluation: Evaluation): Value {
  const value = (inner: Expression) => evaluate(inner, evaluation);
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'name':
      return evaluation.lookUp(expression.name);
    case 'list':
      return expression.items.flatMap((item) => itemsOf(item, evaluation));
    case 'dict':
      return dictOf(expression, evaluation);
    case 'call':
      return evaluation.call(expression);
    case 'attribute':
      return attributeOf(value(expression.of), expression.name, evaluation);
    case 'not':
      return negate(value(expression.value));
    case 'format':
      return formatOf(expression.parts.map(value));
    case 'comprehension':
      return comprehend(expression, evaluation);
    default:
      return evaluateChoice(expression, evaluation);
  }
}

function evaluateChoice(expression: Expression, evaluation: Evaluation): Value {
  const value = (inner: Expression) => evaluate(inner, evaluation);
  switch (expression.kind) {
    case 'choice':
      return chooseValue(truth(value(expression.test)), expression, evaluation);
    case 'binary':
      return evaluateBinary(expression, value, evaluation);
    case 'index':
      return indexOf(value(expression.of), value(expression.key), evaluation);
    case 'slice':
      return sliceOf(
        value(expression.of),
        [expression.from, expression.to].map((end) => end && value(end)),
      );
    default:
      return evaluateRare(expression, evaluation);
  }
}

function evaluateRare(expression: Expression, evaluation: Evaluation): Value {
  switch (expression.kind) {
    case 'walrus': {
      const value = evaluate(expression.value, evaluation);
      evaluation.assign(expression.target, value);
      return value;
    }
    case 'lambda':
      return evaluation.closure(expression.definition);
    case 'yield':
      evaluation.yielded(itemsOf(expression.value, evaluation));
      return UNKNOWN;
    case 'opaque':
      for (const part of expression.parts) itemsOf(part, evaluation);
      return UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** The first of two possible values; both are followed. */
function chooseValue(
  isTrue: boolean | undefined,
  { then, otherwise }: Extract<Expression, { kind: 'choice' }>,
  evaluation: Evaluation,
): Value {
  if (isTrue !== undefined) return evaluate(isTrue ? then : otherwise, evaluation);
  const second = evaluation.perhaps(() => evaluate(otherwise, evaluation));
  return evaluation.oneOf(
    evaluation.perhaps(() => evaluate(then, evaluation)),
    second,
  );
}

function evaluateBinary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  value: (expression: Expression) => Value,
  evaluation: Evaluation,
): Value {
  const { environment } = evaluation;
  const first = value(left);
  if (operator !== 'and' && operator !== 'or')
    return operate(operator, first, withNames(value(right), environment));
  const isTrue = truth(first);
  if (isTrue !== undefined) return isTrue === (operator === 'or') ? first : value(right);
  // `unknown and false` is false, `unknown or true` is true.
  const second = evaluation.perhaps(() => value(right));
  return truth(second) === (operator === 'or') ? second : UNKNOWN;
}

/** `"NAME" in os.environ` */
function withNames(value: Value, environment: Evaluation['environment']): Value {
  return isKind(value, 'named') && value.path === 'os.environ' ? new Map(Object.entries(environment)) : value;
}

function itemsOf(item: Expression, evaluation: Evaluation): Value[] {
  if (item.kind !== 'star') return [evaluate(item, evaluation)];
  const items = evaluate(item.value, evaluation);
  return Array.isArray(items) ? items : [UNKNOWN];
}

function dictOf({ entries }: Extract<Expression, { kind: 'dict' }>, evaluation: Evaluation): Value {
  const dict = new Map<string, Value>();
  for (const { key, value } of entries) {
    const known = evaluate(value, evaluation);
    if (key === undefined) for (const [name, item] of isDict(known) ? known : []) dict.set(name, item);
    else {
      const name = evaluate(key, evaluation);
      if (typeof name === 'string') dict.set(name, known);
    }
  }
  return dict;
}

function attributeOf(of: Value, name: string, evaluation: Evaluation): Value {
  if (isKind(of, 'named')) return evaluation.library(`${of.path}.${name}`);
  if (isKind(of, 'object')) return of.attributes.get(name) ?? UNKNOWN;
  if (typeof of !== 'string') return UNKNOWN;
  // Operations of pathlib.Path.
  if (name === 'parent') return posix.dirname(of);
  if (name === 'name') return posix.basename(of);
  return name === 'stem' ? posix.parse(of).name : UNKNOWN;
}

function indexOf(of: Value, key: Value, { environment }: Evaluation): Value {
  if (Array.isArray(of)) return (typeof key === 'number' ? of.at(key) : undefined) ?? UNKNOWN;
  if (typeof key !== 'string') return UNKNOWN;
  if (isDict(of)) return of.get(key) ?? UNKNOWN;
  return isKind(of, 'named') && of.path === 'os.environ' ? (variable(key, environment) ?? UNKNOWN) : UNKNOWN;
}

function sliceOf(of: Value, [from = 0, to]: (Value | undefined)[]): Value {
  if (typeof from !== 'number' || !(to === undefined || typeof to === 'number')) return UNKNOWN;
  return typeof of === 'string' || Array.isArray(of) ? of.slice(from, to) : UNKNOWN;
}

function formatOf(parts: Value[]): Value {
  const texts = parts.map(asText);
  return texts.includes(undefined) ? UNKNOWN : texts.join('');
}

function comprehend({ element, target, of, conditions }: Comprehension, evaluation: Evaluation): Value {
  const items = iterate(evaluate(of, evaluation));
  if (!items) {
    evaluation.assign(target, UNKNOWN);
    evaluation.perhaps(() => itemsOf(element, evaluation));
    return UNKNOWN;
  }
  const found: Value[] = [];
  for (const item of items) {
    evaluation.assign(target, item);
    // Unknown conditions count as true.
    const truths = conditions.map((condition) => truth(evaluate(condition, evaluation)));
    if (truths.includes(false)) continue;
    const elements = () => itemsOf(element, evaluation);
    for (const one of truths.includes(undefined) ? evaluation.perhaps(elements) : elements()) found.push(one);
  }
  return found;
}

/** The items of a loop; undefined if unknown. */
export function iterate(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return [...value];
  if (isDict(value)) return [...value.keys()];
  return isKind(value, 'file') ? linesWithEnds(value.text) : undefined;
}

import { expressionsIn, stringsIn, withoutStrings } from './template';

/** The values that a template can read. */
export type Variables = Record<string, unknown>;

/** Far longer than any template of a name or a path. Longer ones could exhaust the engine's stack. */
const maxTemplate = 4_000;
/** Far longer than the name of any package: stops values that double with every variable. */
const maxValue = 10_000;
/** The engine handles this many characters in some 10 ms. */
const maxWork = 5_000_000;

/** One step each for the engine, with unlimited items or blanks: its fuel does not stop them. */
const endless: [RegExp, string][] = [
  [/\*/, 'multiplications'],
  [/\|\s*(?:batch|indent|slice|tojson)\b/, 'the filters `batch`, `indent`, `slice` or `tojson`'],
  [/\b(?:range|namespace)\s*\(/, '`range` or `namespace`'],
];
const literal = `("[^"\\\\]*"|'[^'\\\\]*')`;
const replacement = new RegExp(`\\breplace\\(\\s*${literal}\\s*,\\s*${literal}\\s*\\)`, 'g');
const separator = new RegExp(`\\bjoin\\(\\s*${literal}\\s*\\)`, 'g');
/** Filters that may multiply the lengths of two texts. */
const growing = /\b(?:replace|join|map|escape|urlencode|e)\b/g;

/**
 * The maximum number of characters that the engine may handle for a template.
 * @throws {Error} if unknown, or too many: once started, the engine cannot be stopped
 */
export function workOf(template: string, variables: Variables): number {
  if (template.length > maxTemplate)
    throw new Error(
      `the template is longer than ${maxTemplate} characters, too long to evaluate without rattler-build`,
    );
  if (template.includes('{%')) throw new Error('`{% %}` statements are not evaluated without rattler-build');
  const work = expressionsIn(template).reduce((sum, expression) => sum + workIn(expression, variables), 0);
  if (work > maxWork) throw new Error('the value may become too long to evaluate without rattler-build');
  return template.length + work;
}

/**
 * The value of a variable or a template.
 * @throws {Error} if it is too long
 */
export function short<T>(value: T): T {
  if (lengthOf(value) > maxValue)
    throw new Error(
      `the value is longer than ${maxValue} characters, too long to evaluate without rattler-build`,
    );
  return value;
}

function workIn(expression: string, variables: Variables): number {
  const bare = withoutStrings(expression);
  const refused = endless.find(([pattern]) => pattern.test(bare));
  if (refused) throw new Error(`templates with ${refused[1]} are not evaluated without rattler-build`);
  const lengths = [...bare.matchAll(/[A-Za-z_]\w*/g)].map(([name]) =>
    Object.hasOwn(variables, name) ? lengthOf(variables[name]) : 0,
  );
  const longest = Math.max(1, ...lengths, ...stringsIn(expression).map(({ length }) => length));
  const total = lengths.reduce((sum, length) => sum + length, expression.length);
  return total * growthOf(expression, longest);
}

/** The possible growth of a text; small with constants, as in `replace('-', '_')` and `join('.')`. */
function growthOf(expression: string, longest: number): number {
  let growth = 1;
  const others = expression
    .replace(replacement, (call, from: string, to: string) => {
      if (from.length === 2) return call;
      growth *= Math.max(1, to.length - 2);
      return '';
    })
    .replace(separator, (_call, between: string) => {
      growth *= between.length;
      return '';
    });
  const unknown = withoutStrings(others).match(growing)?.length ?? 0;
  // 6 is the length of the longest escape.
  return growth * Math.max(6, longest + 1) ** unknown;
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  const items: unknown[] = value instanceof Map ? [...value].flat() : Object.entries(value).flat();
  let length = 0;
  // Beyond the limit, the exact length is irrelevant.
  for (const item of items) if (length <= maxValue) length += 1 + lengthOf(item);
  return length;
}

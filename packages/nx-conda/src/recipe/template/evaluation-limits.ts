import { expressionsIn, stringsIn, withoutStrings } from './template';

/** What a template can read. */
export type Variables = Record<string, unknown>;

/** Far longer than any template of a name or a path. Longer ones could exhaust the stack of the engine. */
const maxTemplate = 4_000;
/** Far longer than the name of any package: what doubles with every variable ends here. */
const maxValue = 10_000;
/** The engine handles so many characters in some 10 ms. */
const maxWork = 5_000_000;

/** One step each for the engine, which no fuel limits, however many items or blanks they make. */
const endless: [RegExp, string][] = [
  [/\*/, 'multiplications are'],
  [/\|\s*(?:batch|indent|slice|tojson)\b/, 'filters that fill up with blanks or split into slices are'],
  [/\b(?:range|namespace)\s*\(/, '`range` and `namespace` are'],
];
const literal = `("[^"\\\\]*"|'[^'\\\\]*')`;
const replacement = new RegExp(`\\breplace\\(\\s*${literal}\\s*,\\s*${literal}\\s*\\)`, 'g');
const separator = new RegExp(`\\bjoin\\(\\s*${literal}\\s*\\)`, 'g');
/** What may multiply the length of one text by that of another. */
const growing = /\b(?:replace|join|map|escape|urlencode|e)\b/g;

/**
 * How many characters the engine may have to handle for a template, at most.
 * @throws {Error} where nobody can say, or where they are too many: once begun, nothing stops the engine
 */
export function workOf(template: string, variables: Variables): number {
  if (template.length > maxTemplate) throw new Error(`it is longer than ${maxTemplate} characters`);
  if (template.includes('{%')) throw new Error('statements are not evaluated without rattler-build');
  const work = expressionsIn(template).reduce((sum, expression) => sum + workIn(expression, variables), 0);
  if (work > maxWork) throw new Error('it may become too long to be evaluated without rattler-build');
  return template.length + work;
}

/**
 * The value of a variable or a template.
 * @throws {Error} where it is too long to go on with
 */
export function short<T>(value: T): T {
  if (lengthOf(value) > maxValue) throw new Error(`it becomes longer than ${maxValue} characters`);
  return value;
}

function workIn(expression: string, variables: Variables): number {
  const bare = withoutStrings(expression);
  const refused = endless.find(([pattern]) => pattern.test(bare));
  if (refused) throw new Error(`${refused[1]} not evaluated without rattler-build`);
  const lengths = [...bare.matchAll(/[A-Za-z_]\w*/g)].map(([name]) =>
    Object.hasOwn(variables, name) ? lengthOf(variables[name]) : 0,
  );
  const longest = Math.max(1, ...lengths, ...stringsIn(expression).map(({ length }) => length));
  const total = lengths.reduce((sum, length) => sum + length, expression.length);
  return total * growthOf(expression, longest);
}

/** By what a text may grow; with constants, `replace('-', '_')` and `join('.')`, by little. */
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
  // Beyond the limit, how long does not matter.
  for (const item of items) if (length <= maxValue) length += 1 + lengthOf(item);
  return length;
}

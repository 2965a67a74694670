import { satisfies } from '../../knowledge/versions';
import { Jinja } from './expression';
import { jinjaFunctions } from './functions';
import { platformVariables } from './platform';
import { normalizeKey } from './variant-key';

/** Values of variant keys, by normalized key. */
export type KnownValues = Readonly<Record<string, string>>;

const WORDS = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'true', 'false', 'True', 'False']);
const MATCH = /^match\(\s*([A-Za-z_]\w*)\s*,\s*(["'])([^"']*)\2\s*\)$/;

/**
 * Whether a condition is true on a platform; undefined if that depends on something unknown. `false and unknown` is
 * false, `true or unknown` is true.
 * @param values the variant keys that are known
 */
export function conditionHolds(
  condition: string,
  platform: string,
  values: KnownValues = {},
): boolean | undefined {
  const text = withoutParentheses(condition.trim());
  // `a if b else c` binds less than `or`.
  if (split(text, 'if').length > 1) return undefined;
  const alternatives = split(text, 'or');
  if (alternatives.length > 1)
    return anyOf(alternatives.map((part) => conditionHolds(part, platform, values)));
  const parts = split(text, 'and');
  if (parts.length > 1) {
    return not(anyOf(parts.map((part) => not(conditionHolds(part, platform, values)))));
  }
  const negated = /^not\b(?!\s*$)([\s\S]*)/.exec(text)?.[1];
  if (negated !== undefined) return not(conditionHolds(negated, platform, values));
  return comparisonHolds(text, platform, values);
}

function anyOf(results: (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function comparisonHolds(text: string, platform: string, values: KnownValues): boolean | undefined {
  const [, key = '', , spec = ''] = MATCH.exec(text) ?? [];
  if (key !== '') return versionMatches(values[normalizeKey(key)], spec);
  const variables = { ...platformVariables(platform), ...values };
  // rattler-build rejects comparisons with undefined values; this engine calls them unequal.
  const names = text.replace(/"[^"]*"|'[^']*'/g, '').match(/[A-Za-z_]\w*/g) ?? [];
  if (!names.every((name) => name in variables || WORDS.has(name))) return undefined;
  const jinja = new Jinja(
    jinjaFunctions({
      platform,
      environment: {},
      valuesOf: () => undefined,
      choose: (_question, [first]) => first,
      fail: () => undefined,
    }),
  );
  try {
    const value = jinja.evaluate(`\${{ ${text} }}`, variables);
    return typeof value === 'boolean' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A version without an operator may mean several things. */
function versionMatches(version: string | undefined, spec: string): boolean | undefined {
  const isClear = version !== undefined && /^\d+(\.\d+)*$/.test(version) && /^[<>=!~]|\*$/.test(spec);
  return isClear ? satisfies(version, spec) : undefined;
}

/** The parts of an expression between the occurrences of a word, outside of quotes and brackets. */
function split(text: string, word: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const match of text.matchAll(/"[^"]*"|'[^']*'|[()[\]{}]|\b[A-Za-z_]\w*\b/g)) {
    if (/^[([{]$/.test(match[0])) depth++;
    else if (/^[)\]}]$/.test(match[0])) depth--;
    else if (depth === 0 && match[0] === word) {
      parts.push(text.slice(start, match.index));
      start = match.index + word.length;
    }
  }
  return [...parts, text.slice(start)];
}

/** Without the parentheses around the whole text. */
function withoutParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (const match of text.matchAll(/"[^"]*"|'[^']*'|[()]/g)) {
    if (match[0] === '(') depth++;
    else if (match[0] === ')') depth--;
    if (depth === 0 && match.index < text.length - 1) return text;
  }
  return depth === 0 ? withoutParentheses(text.slice(1, -1).trim()) : text;
}

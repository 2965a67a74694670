import { expanded, type ShellVariables } from './shell-values';
import type { Branch } from './shell-branches';

/** Whether a branch can be taken with some variables; undefined if that depends on anything else. */
export function isTaken({ test, failed }: Branch, variables: ShellVariables): boolean | undefined {
  const results = [
    ...failed.map((one) => not(testHolds(one, variables))),
    ...(test === undefined ? [] : [testHolds(test, variables)]),
  ];
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

/**
 * Whether a test of a shell or of a batch file is true: `[[ $a == 12* && $b != x ]]`, `"%a%"=="12"`; undefined if
 * unknown.
 */
export function testHolds(test: string, variables: ShellVariables): boolean | undefined {
  const text = test.trim();
  for (const [operator, combine] of [
    ['||', anyOf],
    ['&&', allOf],
  ] as const) {
    const parts = split(text, operator);
    if (parts.length > 1) return combine(parts.map((part) => testHolds(part, variables)));
  }
  const inside = /^(?:\[\[\s+([\s\S]*?)\s+\]\]|\[\s+([\s\S]*?)\s+\]|\(([\s\S]*)\)|test\s+([\s\S]*))$/.exec(
    text,
  );
  const [, double, single, group, command] = inside ?? [];
  const inner = double ?? single ?? group ?? command;
  if (inner !== undefined) return testHolds(inner, variables);
  const negated = /^(?:!|not)\s+([\s\S]*)$/i.exec(text)?.[1];
  if (negated !== undefined) return not(testHolds(negated, variables));
  return comparison(text, variables);
}

const WORD = String.raw`("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']+)`;
const COMPARISON = new RegExp(
  String.raw`^${WORD}\s*(==|=~|!=|=|\s-(?:eq|ne|lt|le|gt|ge)\s|\s(?:equ|neq|lss|leq|gtr|geq)\s)\s*${WORD}$`,
  'i',
);

function comparison(text: string, variables: ShellVariables): boolean | undefined {
  const emptiness = /^-([nz])\s+([\s\S]+)$/.exec(text);
  if (emptiness) {
    const value = expanded(emptiness[2] ?? '', variables);
    return value === undefined ? undefined : (value === '') === (emptiness[1] === 'z');
  }
  // `"%a%"=="x"`: words without spaces between them.
  const spaced = text.replace(/^("[^"]*"|[^\s"=!]+)(==|!=)/, '$1 $2 ');
  const match = COMPARISON.exec(spaced);
  if (!match) return undefined;
  const [left = '', operator = '', right = ''] = match.slice(1);
  const [a, b] = [expanded(left, variables), expanded(right, variables)];
  if (a === undefined || b === undefined) return undefined;
  return compare(a, operator.trim().replace('-', '').toLowerCase(), {
    text: b,
    isQuoted: /^["']/.test(right),
  });
}

interface Pattern {
  text: string;
  isQuoted: boolean;
}

function compare(a: string, operator: string, b: Pattern): boolean | undefined {
  const like = LIKE[operator];
  if (like) return like(a, b);
  if (!/^\d+$/.test(a) || !/^\d+$/.test(b.text)) return undefined;
  return NUMERIC[operator]?.(Number(a) - Number(b.text));
}

const LIKE: Record<string, ((text: string, pattern: Pattern) => boolean | undefined) | undefined> = {
  '=': isLike,
  '==': isLike,
  '!=': (text, pattern) => !isLike(text, pattern),
  '=~': (text, pattern) => {
    const prefix = /^\^([\w.\\]+)(?:\.\*)?$/.exec(pattern.text)?.[1];
    return prefix === undefined ? undefined : text.startsWith(prefix.replaceAll('\\', ''));
  },
};

const NUMERIC: Record<string, ((difference: number) => boolean) | undefined> = {
  ...{
    eq: (d) => d === 0,
    ne: (d) => d !== 0,
    lt: (d) => d < 0,
    le: (d) => d <= 0,
    gt: (d) => d > 0,
    ge: (d) => d >= 0,
  },
  ...{
    equ: (d) => d === 0,
    neq: (d) => d !== 0,
    lss: (d) => d < 0,
    leq: (d) => d <= 0,
    gtr: (d) => d > 0,
    geq: (d) => d >= 0,
  },
};

/** A pattern outside of quotes may contain `*`. */
function isLike(text: string, { text: pattern, isQuoted }: Pattern): boolean {
  if (isQuoted || !pattern.includes('*')) return text === pattern;
  const [first = '', ...others] = pattern.split(/\*+/);
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return pattern.endsWith('*') || text.endsWith(others.at(-1) ?? '');
}

/** The parts between an operator outside of quotes and brackets. */
function split(text: string, operator: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|\|\||&&|[()[\]]/g)) {
    if (token === '(' || token === '[') depth++;
    else if (token === ')' || token === ']') depth--;
    else if (depth === 0 && token === operator) {
      parts.push(text.slice(start, index));
      start = index + operator.length;
    }
  }
  return [...parts, text.slice(start)];
}

function anyOf(results: (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function allOf(results: (boolean | undefined)[]): boolean | undefined {
  return not(anyOf(results.map(not)));
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

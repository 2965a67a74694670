import { endOfString, withoutStrings } from '../template/template';

/** Longer arguments are not names. */
const maxArgument = 2_000;
const calls = /\b(load_from_file|env\.(?:get|exists))\s{0,9}\(|\b(env)\s{0,9}\[/g;

/** An argument that names what a template reads, as an expression. */
export interface TemplateArgument {
  reads: 'file' | 'variable';
  expression: string;
}

/** The first arguments of `load_from_file(…)`, `env.get(…)`, `env.exists(…)` and `env[…]` in an expression. */
export function readArguments(expression: string): TemplateArgument[] {
  if (!/load_from_file|env/.test(expression)) return [];
  return [...expression.matchAll(calls)].map((found) => ({
    reads: found[1] === 'load_from_file' ? 'file' : 'variable',
    expression: argumentAt(expression, found.index + found[0].length),
  }));
}

/** Reading functions that are used without a call: `{% set load = load_from_file %}`. */
export function passesFunctions(expression: string): boolean {
  return /\b(?:load_from_file(?!\s{0,9}\()|env(?!\s{0,9}[.[=]))\b/.test(withoutStrings(expression));
}

/** Up to the comma or bracket that ends it. */
function argumentAt(text: string, from: number): string {
  const limit = Math.min(text.length, from + maxArgument);
  let open = 0;
  for (let at = from; at < limit; at++) {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") at = endOfString(text, at) - 1;
    else if (/[([{]/.test(character)) open++;
    else if (/[)\]}]/.test(character)) open--;
    if (open < 0 || (character === ',' && open === 0)) return text.slice(from, at).trim();
  }
  return text.slice(from, limit).trim();
}

import { isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml';
import { child, scalars, textOf } from '../yaml/nodes';
import { expressionsIn, identifiersIn, isTemplate } from './template';

/** One variable of the recipe's `context:`. */
export interface ContextEntry {
  name: string;
  node: Node;
  /** The names in its templates. */
  identifiers: string[];
  /** True if its templates accept unset variables. */
  toleratesUnset: boolean;
}

/** The names that must be evaluated before a template. */
export interface ContextPlan {
  /** The context variables that it uses, directly or through others, in the order of the recipe. */
  entries: ContextEntry[];
  /** The names that it uses itself. */
  identifiers: string[];
  /** All other names that it uses: variant keys, facts of the platform, functions. */
  free: string[];
  /** True if one of the templates accepts unset variables. */
  toleratesUnset: boolean;
}

/** The context variables in the order of the recipe. */
export function contextEntries(root: YAMLMap): ContextEntry[] {
  const context = child(root, 'context');
  if (!isMap(context)) return [];
  return context.items.flatMap(({ key, value }) => {
    const name = textOf(key);
    if (!name || !value) return [];
    const expressions = [...scalars(value)].flatMap(({ node }) => expressionsIn(textOf(node) ?? ''));
    return [{ name, node: value as Node, ...namesIn(expressions) }];
  });
}

/** A variable sees only those above it; `python: ${{ python }}` reads the variant key of the same name. */
export function planContext(entries: ContextEntry[], template: string): ContextPlan {
  const { identifiers, toleratesUnset } = namesIn(expressionsIn(template));
  const needed = new Set(identifiers);
  const used: ContextEntry[] = [];
  for (const entry of [...entries].reverse()) {
    if (!needed.delete(entry.name)) continue;
    used.push(entry);
    entry.identifiers.forEach((name) => needed.add(name));
  }
  return {
    entries: used.reverse(),
    identifiers,
    free: [...needed],
    toleratesUnset: toleratesUnset || used.some((entry) => entry.toleratesUnset),
  };
}

function namesIn(expressions: string[]): Pick<ContextEntry, 'identifiers' | 'toleratesUnset'> {
  return {
    identifiers: expressions.flatMap(identifiersIn),
    toleratesUnset: expressions.some((expression) => /\b(default|(un)?defined)\b/.test(expression)),
  };
}

/** The value of a context variable, typed as in rattler-build. */
export function contextValue(node: Node, evaluate: (template: string) => unknown): unknown {
  if (isSeq(node)) return node.items.map((item) => contextValue(item as Node, evaluate));
  if (!isScalar(node)) return undefined;
  const text = String(node.value ?? '');
  if (isTemplate(text)) return evaluate(text);
  return node.type === Scalar.PLAIN ? typedValue(text) : text;
}

/** Unquoted `true` and `3` are not text; `1.10` is. */
export function typedValue(text: string): string | boolean | number {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(number) ? number : text;
}

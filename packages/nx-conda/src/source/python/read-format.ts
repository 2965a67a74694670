import type { Expression } from './syntax';

/** Supported parts of an f-string: a name, attributes, calls without arguments. */
const SIMPLE = /^\s*([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)\s*$/;
const PART = /\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g;

/** The parts of an f-string. @param text between its quotes */
export function readFormat(text: string): Expression[] {
  return [...text.matchAll(PART)].map(([part, inner]) => {
    if (inner !== undefined) return readInner(inner);
    // Part of a value with braces of its own: `{x:{width}}`.
    if (part === '{' || part === '}') return { kind: 'unknown' };
    return { kind: 'constant', value: part === '{{' ? '{' : part === '}}' ? '}' : part };
  });
}

function readInner(text: string): Expression {
  const [, name, attributes = ''] = SIMPLE.exec(text) ?? [];
  if (name === undefined) return { kind: 'unknown' };
  return attributes
    .split('.')
    .slice(1)
    .reduce<Expression>((of, attribute) => ({ kind: 'attribute', of, name: attribute }), {
      kind: 'name',
      name,
    });
}

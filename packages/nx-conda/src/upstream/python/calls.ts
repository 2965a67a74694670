import { readStatements } from './read-statements';
import type { Call } from './syntax';

/** A function or class that a source calls somewhere, whether or not it ever comes to that. */
export interface MentionedCall {
  /** The last part of its name: `CUDAExtension`. */
  name: string;
  /** The strings among its arguments, keywords included, at any depth. */
  texts: string[];
  /** The strings of each keyword, at any depth; those of arguments without a keyword under ''. */
  textsOf: ReadonlyMap<string, string[]>;
}

/** All calls in a Python source, in its functions and classes too. */
export function callsIn(source: string): MentionedCall[] {
  const calls: MentionedCall[] = [];
  visit(readStatements(source), calls);
  return calls;
}

/** Goes through statements and expressions alike: of a call, its name is what matters. */
function visit(node: unknown, calls: MentionedCall[]): void {
  if (typeof node !== 'object' || node === null) return;
  if (isCall(node)) calls.push(mentioned(node));
  for (const inner of Object.values(node)) visit(inner, calls);
}

function isCall(node: object): node is Call & { callee: { name: string } } {
  const { kind, callee } = node as { kind?: unknown; callee?: { name?: unknown } };
  return kind === 'call' && typeof callee?.name === 'string';
}

function mentioned({ callee, args, keywords }: Call & { callee: { name: string } }): MentionedCall {
  const named = keywords.map(({ name = '**', value }) => [name, textsIn(value)] as const);
  const textsOf = new Map([['', textsIn(args)], ...named]);
  return { name: callee.name, texts: [...textsOf.values()].flat(), textsOf };
}

function textsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { kind, value } = node as { kind?: unknown; value?: unknown };
  if (kind === 'constant' && typeof value === 'string') return [value];
  return Object.values(node).flatMap(textsIn);
}

import { readStatements } from './read-statements';

/** A function or class that a source calls somewhere, whether or not it ever comes to that. */
export interface MentionedCall {
  /** The last part of its name: `CUDAExtension`. */
  name: string;
  /** The strings among its arguments, keywords included, at any depth. */
  texts: string[];
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
  const { kind, callee } = node as { kind?: unknown; callee?: { name?: unknown } };
  if (kind === 'call' && typeof callee?.name === 'string') {
    const texts: string[] = [];
    const { args, keywords } = node as { args: unknown; keywords: unknown };
    collectTexts([args, keywords], texts);
    calls.push({ name: callee.name, texts });
  }
  for (const inner of Object.values(node)) visit(inner, calls);
}

function collectTexts(node: unknown, texts: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  const { kind, value } = node as { kind?: unknown; value?: unknown };
  if (kind === 'constant' && typeof value === 'string') texts.push(value);
  for (const inner of Object.values(node)) collectTexts(inner, texts);
}

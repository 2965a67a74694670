import { nodesIn } from './nodes-in';
import type { FunctionDefinition } from './syntax';

const known = new WeakMap<FunctionDefinition, boolean>();

/** Whether a function yields values. */
export function isGenerator(definition: FunctionDefinition): boolean {
  const found =
    known.get(definition) ??
    nodesIn(definition.body).some((node) => (node as { kind?: string }).kind === 'yield');
  known.set(definition, found);
  return found;
}

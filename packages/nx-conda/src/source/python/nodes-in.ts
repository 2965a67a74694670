/** Visits statements and expressions, parents first; without recursion, as chains may be deep. */
export function nodesIn(root: object): object[] {
  const nodes: object[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    nodes.push(node);
    for (const inner of Object.values(node).reverse()) waiting.push(inner);
  }
  return nodes;
}

/** The value of a string constant. */
export function textOf(node: object | undefined): string | undefined {
  const { kind, value } = (node ?? {}) as { kind?: unknown; value?: unknown };
  return kind === 'constant' && typeof value === 'string' ? value : undefined;
}

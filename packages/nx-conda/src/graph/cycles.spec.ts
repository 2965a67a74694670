import fc from 'fast-check';
import { findCycles } from './cycles';

function graph(edges: Record<string, string[]>): Map<string, Set<string>> {
  return new Map(Object.entries(edges).map(([node, next]) => [node, new Set(next)]));
}

describe('findCycles', () => {
  it('finds every group that reaches itself, and nothing else', () => {
    const cycles = findCycles(graph({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['f'], f: ['e', 'a'] }));
    expect(cycles).toEqual([
      ['b', 'c'],
      ['e', 'f'],
    ]);
  });

  it('agrees with the definition: two nodes are in one group when each reaches the other', () => {
    const node = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 25 }), (pairs) => {
        const edges: Record<string, string[]> = Object.fromEntries(
          [...Array(8).keys()].map((n) => [String(n), []]),
        );
        for (const [from, to] of pairs) edges[String(from)]?.push(String(to));
        const group = new Map(
          findCycles(graph(edges)).flatMap((cycle, i) => cycle.map((member) => [member, i])),
        );
        for (const a of Object.keys(edges)) {
          for (const b of Object.keys(edges)) {
            if (a === b) continue;
            const together = group.has(a) && group.get(a) === group.get(b);
            expect(together).toBe(reaches(edges, a, b) && reaches(edges, b, a));
          }
        }
      }),
    );
  });

  it('does not overflow the stack on a long chain', () => {
    const edges = Object.fromEntries([...Array(50_000).keys()].map((n) => [String(n), [String(n + 1)]]));
    expect(findCycles(graph(edges))).toEqual([]);
  });
});

function reaches(edges: Record<string, string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const pending = [...(edges[from] ?? [])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === to) return true;
    if (!seen.has(next)) pending.push(...(edges[next] ?? []));
    seen.add(next);
  }
  return false;
}

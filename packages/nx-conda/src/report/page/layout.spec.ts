import fc from 'fast-check';
import { layered, type Layout } from './layout';
import { levels } from './levels';

const boxes = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id: `${id}`, width: 80, height: 30 }));

/** Pairs of nodes of the same graph that cover a common area. */
function overlaps({ nodes }: Pick<Layout, 'nodes'>): string[] {
  return nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => `${a.id} ${b.id}`),
  );
}

/** Edges from lower to higher numbers. */
const edgesOf = (count: number) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 20, selector: String })
    .map((pairs) =>
      pairs.filter(([from, to]) => from < to).map(([from, to]): [string, string] => [`${from}`, `${to}`]),
    );

describe('layered', () => {
  it('places nodes after those that they wait for, inside the picture, and none over another', () => {
    fc.assert(
      fc.property(edgesOf(12), (edges) => {
        const found = layered(boxes(12), edges, 400);
        const x = new Map(found.nodes.map((node) => [node.id, node.x]));
        expect(found.nodes).toHaveLength(12);
        expect(overlaps(found)).toEqual([]);
        for (const [from, to] of edges) expect(x.get(from) ?? 0).toBeLessThan(x.get(to) ?? 0);
        for (const node of found.nodes) {
          expect(Math.min(node.x, node.y)).toBeGreaterThanOrEqual(0);
          expect(node.x + node.width).toBeLessThanOrEqual(found.width);
          expect(node.y + node.height).toBeLessThanOrEqual(found.height);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('lets an edge leave a node at the right and reach the other at the left', () => {
    const { nodes, edges } = layered(boxes(2), [['0', '1']], 400);
    const [from, to] = nodes;
    expect(edges[0]?.points[0]).toEqual({ x: (from?.x ?? 0) + 80, y: (from?.y ?? 0) + 15 });
    expect(edges[0]?.points.at(-1)).toEqual({ x: to?.x, y: (to?.y ?? 0) + 15 });
  });

  it('puts nodes without edges into a grid', () => {
    const { nodes, width } = layered(boxes(10), [], 400);
    expect(new Set(nodes.map(({ y }) => y)).size).toBe(3);
    expect(width).toBeLessThanOrEqual(400);
  });
});

describe('levels', () => {
  // Not in the order of the edges.
  const ids = boxes(30)
    .map(({ id }) => id)
    .reverse();

  it('puts each node after all nodes that it waits for, and none over another', () => {
    fc.assert(
      fc.property(edgesOf(30), (edges) => {
        const before = (id: string) => edges.filter(([, to]) => to === id).map(([from]) => from);
        const found = levels(ids, before, 4);
        const x = new Map(found.nodes.map((node) => [node.id, node.x]));
        expect(found.nodes).toHaveLength(30);
        expect(overlaps(found)).toEqual([]);
        for (const [from, to] of edges) expect(x.get(from) ?? 0).toBeLessThan(x.get(to) ?? 0);
      }),
      { numRuns: 30 },
    );
  });

  it('counts the nodes of each level, and does without nodes of other runs', () => {
    const before = (id: string) => (id === '0' ? ['elsewhere'] : id === '1' ? ['0'] : []);
    expect(levels(['0', '1', '2'], before, 4).titles.map(({ text }) => text)).toEqual([
      'first · 2',
      'level 2 · 1',
    ]);
  });

  it('ends if there is a cycle', () => {
    expect(levels(['0', '1'], (id) => [id === '0' ? '1' : '0'], 4).nodes).toHaveLength(2);
  });
});

import type { Layout, Placed } from './layout';

const SIDE = 14;
const GAP = 4;
const HEADER = 26;
const BETWEEN = 40;

export interface Levels extends Layout {
  /** Headings above the columns. */
  titles: { x: number; text: string }[];
}

/**
 * Places very many nodes as squares: a block of columns for each level, which is the length of the longest chain of
 * edges that ends at a node.
 * @param before ids of the nodes that a node waits for
 * @param rows of a block
 */
export function levels(ids: string[], before: (id: string) => string[], rows: number): Levels {
  const blocks = blocksOf(ids, before);
  const nodes: Placed[] = [];
  const titles: Levels['titles'] = [];
  let left = GAP;
  for (const [level, block] of blocks.entries()) {
    titles.push({ x: left, text: `${level === 0 ? 'first' : `level ${level + 1}`} · ${block.length}` });
    block.forEach((id, index) => {
      const x = left + Math.floor(index / rows) * (SIDE + GAP);
      nodes.push({ id, x, y: HEADER + (index % rows) * (SIDE + GAP), width: SIDE, height: SIDE });
    });
    left += Math.max(Math.ceil(block.length / rows) * (SIDE + GAP), 56) + BETWEEN;
  }
  const tallest = Math.min(rows, Math.max(0, ...blocks.map((block) => block.length)));
  return { nodes, titles, edges: [], width: left, height: HEADER + tallest * (SIDE + GAP) + GAP };
}

function blocksOf(ids: string[], before: (id: string) => string[]): string[][] {
  const known = new Set(ids);
  const level = new Map<string, number>();
  let open = ids;
  // Each round finds the level of the nodes whose predecessors are known; a cycle ends the rounds.
  while (open.length > 0) {
    const ready = open.filter((id) => before(id).every((other) => !known.has(other) || level.has(other)));
    for (const id of ready.length > 0 ? ready : open)
      level.set(id, Math.max(0, ...before(id).map((other) => (level.get(other) ?? -1) + 1)));
    open = ready.length > 0 ? open.filter((id) => !level.has(id)) : [];
  }
  const blocks: string[][] = Array.from({ length: Math.max(-1, ...level.values()) + 1 }, () => []);
  for (const id of ids) blocks[level.get(id) ?? 0]?.push(id);
  return blocks;
}

import { graphlib, layout } from '@dagrejs/dagre';

export interface Box {
  id: string;
  width: number;
  height: number;
}

export interface Placed extends Box {
  /** The left upper corner. */
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  nodes: Placed[];
  /** Points of each edge, from a node to one that waits for it. */
  edges: { from: string; to: string; points: Point[] }[];
}

export interface Point {
  x: number;
  y: number;
}

const GAP = 14;
const MARGIN = 8;

/**
 * Places nodes in layers from left to right, with few crossings; nodes without edges are in a grid below.
 * @param edges pairs of ids; both must be nodes
 * @param width of the grid
 */
export function layered(boxes: Box[], edges: [from: string, to: string][], width: number): Layout {
  const joined = new Set(edges.flat());
  const graph = placeJoined(
    boxes.filter(({ id }) => joined.has(id)),
    edges,
  );
  const grid = placeGrid(
    boxes.filter(({ id }) => !joined.has(id)),
    graph.height > 0 ? graph.height + GAP : MARGIN,
    Math.max(width, graph.width),
  );
  return {
    width: Math.max(graph.width, ...grid.map((node) => node.x + node.width + MARGIN)),
    height: Math.max(graph.height, ...grid.map((node) => node.y + node.height + MARGIN)),
    nodes: [...graph.nodes, ...grid],
    edges: graph.edges,
  };
}

function placeJoined(boxes: Box[], edges: [string, string][]): Layout {
  if (boxes.length === 0) return { width: 0, height: 0, nodes: [], edges: [] };
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, ranksep: 48, marginx: MARGIN, marginy: MARGIN });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const [from, to] of edges) graph.setEdge(from, to, {});
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    ...{ width, height },
    nodes: boxes.map((box) => {
      const { x, y } = graph.node(box.id) as { x: number; y: number };
      return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
    }),
    edges: edges.map(([from, to]) => ({ from, to, points: pointsOf(graph, from, to) })),
  };
}

/** From the middle of the right side to the middle of the left side, and around the nodes between. */
function pointsOf(graph: InstanceType<typeof graphlib.Graph>, from: string, to: string): Point[] {
  const [source, target] = [graph.node(from) as Box & Point, graph.node(to) as Box & Point];
  const { points } = graph.edge(from, to) as { points: Point[] };
  return [
    { x: source.x + source.width / 2, y: source.y },
    // The first and the last point are anywhere on the border of a node.
    ...points.slice(1, -1),
    { x: target.x - target.width / 2, y: target.y },
  ];
}

function placeGrid(boxes: Box[], top: number, width: number): Placed[] {
  let x = MARGIN;
  let y = top;
  return boxes.map((box) => {
    if (x > MARGIN && x + box.width + MARGIN > width) {
      x = MARGIN;
      y += box.height + GAP;
    }
    const placed = { ...box, x, y };
    x += box.width + GAP;
    return placed;
  });
}

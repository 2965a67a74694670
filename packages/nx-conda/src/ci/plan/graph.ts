import { ExplainedError } from '../../explained-error';
import type { Unit } from './unit';

/** A unit between those before and after it. */
export interface Node {
  /** Place in the graph, which is in an order in which the units can be done. */
  index: number;
  id: string;
  seconds: number;
  /** Only direct ones: those that another one already waits for are left out. */
  before: Node[];
  next: Node[];
  /** Length of the longest chain that starts here. */
  tail: number;
}

export interface Graph {
  nodes: Node[];
  /** By the length of the longest chain that starts at each; an order in which they can be done. */
  longestFirst: Node[];
  /** Length of the longest chain. */
  criticalPath: number;
  /** Sum of all durations. */
  work: number;
}

/**
 * The graph of some units. Requirements outside of them do not count. The result does not depend on their order.
 * @throws ExplainedError if they wait for each other
 */
export function graphOf(units: readonly Unit[]): Graph {
  const sorted = [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
  const before = directOnly(inOrder(sorted));
  const nodes: Node[] = [...before.keys()].map(({ id, seconds }, index) => ({
    ...{ index, id, seconds, before: [], next: [], tail: seconds },
  }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  [...before.values()].forEach((ids, index) => {
    const node = nodes[index];
    if (node) node.before = ids.flatMap((id) => byId.get(id) ?? []);
    for (const one of node?.before ?? []) if (node) one.next.push(node);
  });
  return measured(nodes, nodes);
}

/** The same graph with all arrows turned around. */
export function mirrored({ nodes }: Graph): Graph {
  const turned = nodes.map((node) => ({ ...node }));
  const at = ({ index }: Node) => turned.slice(index, index + 1);
  for (const [index, node] of nodes.entries()) {
    const copy = turned[index];
    if (copy) copy.before = node.next.flatMap(at);
    if (copy) copy.next = node.before.flatMap(at);
  }
  return measured(turned, [...turned].reverse());
}

/** @param inOrder the same nodes, in an order in which they can be done */
function measured(nodes: Node[], inOrder: Node[]): Graph {
  for (const node of [...inOrder].reverse())
    node.tail = node.seconds + node.next.reduce((longest, { tail }) => Math.max(longest, tail), 0);
  // Stable: units that take no time stay in their order.
  const longestFirst = [...inOrder].sort((a, b) => b.tail - a.tail);
  const work = nodes.reduce((sum, { seconds }) => sum + seconds, 0);
  return { nodes, longestFirst, criticalPath: longestFirst[0]?.tail ?? 0, work };
}

/** The units, each after those that it waits for, with their ids. */
function inOrder(units: Unit[]): Map<Unit, string[]> {
  const ids = new Set(units.map(({ id }) => id));
  const before = new Map(units.map((unit) => [unit, [...new Set(unit.after)].filter((id) => ids.has(id))]));
  const next = new Map(units.map(({ id }): [string, Unit[]] => [id, []]));
  for (const [unit, waitsFor] of before) for (const id of waitsFor) next.get(id)?.push(unit);
  const waiting = new Map([...before].map(([unit, waitsFor]) => [unit, waitsFor.length]));
  const ready = units.filter((unit) => waiting.get(unit) === 0);
  // Grows while it is walked.
  for (const { id } of ready) {
    for (const unit of next.get(id) ?? []) {
      const left = (waiting.get(unit) ?? 0) - 1;
      waiting.set(unit, left);
      if (left === 0) ready.push(unit);
    }
  }
  refuseCycle(units, ready);
  return new Map(ready.map((unit) => [unit, before.get(unit) ?? []]));
}

function refuseCycle(units: Unit[], ready: Unit[]): void {
  const done = new Set(ready);
  const stuck = units.filter((unit) => !done.has(unit)).map(({ id }) => id);
  if (stuck.length > 0) throw new ExplainedError(`These wait for each other: ${stuck.join(', ')}.`);
}

const WORD = 32;

/**
 * Leaves out requirements that another requirement has too. With conda, a package requires all packages of its
 * environment, so most of them go. It changes nothing for waves: what is before the one is also before the other.
 */
function directOnly(units: Map<Unit, string[]>): Map<Unit, string[]> {
  const places = new Map([...units.keys()].map(({ id }, index) => [id, index]));
  const words = Math.ceil(units.size / WORD);
  const reached = new Map<string, Uint32Array>();
  const result = new Map<Unit, string[]>();
  for (const [unit, ids] of units) {
    const beyond = new Uint32Array(words);
    for (const id of ids) reached.get(id)?.forEach((bits, at) => (beyond[at] = (beyond[at] ?? 0) | bits));
    const direct = ids.filter((id) => !hasBit(beyond, places.get(id) ?? 0));
    for (const id of ids) setBit(beyond, places.get(id) ?? 0);
    reached.set(unit.id, beyond);
    result.set(unit, direct);
  }
  return result;
}

function hasBit(bits: Uint32Array, at: number): boolean {
  return ((bits[Math.floor(at / WORD)] ?? 0) & (1 << (at % WORD))) !== 0;
}

function setBit(bits: Uint32Array, at: number): void {
  const word = Math.floor(at / WORD);
  bits[word] = (bits[word] ?? 0) | (1 << (at % WORD));
}

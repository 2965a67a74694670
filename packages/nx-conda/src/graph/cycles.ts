/**
 * Groups of nodes that reach each other (Tarjan's strongly connected components), without groups of one.
 * @param successors of every node, by node.
 */
export function findCycles(successors: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const search = new CycleSearch(successors);
  for (const node of successors.keys()) search.visit(node);
  return search.cycles.map((cycle) => cycle.sort());
}

interface Frame {
  node: string;
  pending: string[];
}

/** Iterative: thousands of recipes in a chain would overflow the call stack. */
class CycleSearch {
  readonly cycles: string[][] = [];
  private readonly order = new Map<string, number>();
  private readonly lowest = new Map<string, number>();
  private readonly open: string[] = [];
  private readonly isOpen = new Set<string>();

  constructor(private readonly successors: ReadonlyMap<string, ReadonlySet<string>>) {}

  visit(start: string): void {
    if (this.order.has(start)) return;
    const frames: Frame[] = [this.enter(start)];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const next = frame.pending.pop();
      if (next === undefined) {
        frames.pop();
        this.leave(frame.node, frames.at(-1)?.node);
      } else if (!this.order.has(next)) frames.push(this.enter(next));
      else if (this.isOpen.has(next)) this.lower(frame.node, this.order.get(next) ?? 0);
    }
  }

  private enter(node: string): Frame {
    this.order.set(node, this.order.size);
    this.lowest.set(node, this.order.size - 1);
    this.open.push(node);
    this.isOpen.add(node);
    return { node, pending: [...(this.successors.get(node) ?? [])] };
  }

  private leave(node: string, parent: string | undefined): void {
    const lowest = this.lowest.get(node) ?? 0;
    if (parent !== undefined) this.lower(parent, lowest);
    if (lowest !== this.order.get(node)) return;
    const group = this.open.splice(this.open.lastIndexOf(node));
    group.forEach((member) => this.isOpen.delete(member));
    if (group.length > 1) this.cycles.push(group);
  }

  private lower(node: string, value: number): void {
    this.lowest.set(node, Math.min(this.lowest.get(node) ?? value, value));
  }
}

import { graphOf, type Node } from '../../packages/nx-conda/src/ci/plan/graph';
import type { Package } from './packages';
import { type Recipe, reached } from './shape';

export const PLACES = ['leaf', 'middle', 'root'] as const;
export type Place = (typeof PLACES)[number];

/** A change of one recipe. */
export interface Change {
  name: string;
  /** The recipe and all that need it, directly or not: `nx affected`. */
  affected: Package[];
  /** With all that they need: what is built without a cache. */
  needed: Package[];
}

/** The first, the middle and the last recipe of the chain with the most recipes. */
export function changedRecipes(recipes: readonly Recipe[]): Record<Place, string> {
  const { longestFirst } = graphOf(
    recipes.map(({ name, needs }) => ({ id: name, seconds: 1, after: needs })),
  );
  const chain: Node[] = [];
  let [next] = longestFirst;
  while (next) {
    chain.push(next);
    next = next.next.reduce<Node | undefined>(
      (a, b) => (a === undefined || b.tail > a.tail ? b : a),
      undefined,
    );
  }
  const at = (index: number) => chain[index]?.id ?? '';
  return { root: at(0), middle: at(Math.floor(chain.length / 2)), leaf: at(chain.length - 1) };
}

export function changeOf(name: string, packages: readonly Package[]): Change {
  const next = new Map(packages.map(({ id }): [string, string[]] => [id, []]));
  for (const { id, after } of packages) for (const one of after) next.get(one)?.push(id);
  const affected = reached([name], next);
  const needed = reached([...affected], new Map(packages.map(({ id, after }) => [id, after])));
  return {
    name,
    affected: packages.filter(({ id }) => affected.has(id)),
    needed: packages.filter(({ id }) => needed.has(id)),
  };
}

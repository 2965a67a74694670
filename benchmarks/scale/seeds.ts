import { boundOf } from './check';
import { packagesOf } from './packages';
import type { Recipe } from './shape';

/** An odd number, so that one is in the middle. */
export const SEEDS = Array.from({ length: 21 }, (_, index) => index + 1);

/** The seed whose longest chain is the median: with others, more or fewer long builds need each other by chance. */
export function medianSeed(recipes: readonly Recipe[]): number {
  const chains = SEEDS.map((seed) => ({ seed, ...boundOf(packagesOf(recipes, seed), 1) }));
  const sorted = chains.sort((a, b) => a.criticalPath - b.criticalPath);
  return sorted[Math.floor(sorted.length / 2)]?.seed ?? 1;
}

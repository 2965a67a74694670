import { boundOf } from './check';
import { packagesOf } from './packages';
import { medianSeed, SEEDS } from './seeds';

describe('medianSeed', () => {
  it('is the seed with as many shorter as longer chains', () => {
    const recipes = Array.from({ length: 30 }, (_, index) => ({
      name: `p${index}`,
      needs: index < 3 ? [] : [`p${index - 3}`],
    }));
    const chain = (seed: number) => boundOf(packagesOf(recipes, seed), 1).criticalPath;
    const median = chain(medianSeed(recipes));
    const half = (SEEDS.length - 1) / 2;
    expect(SEEDS.filter((seed) => chain(seed) < median)).toHaveLength(half);
    expect(SEEDS.filter((seed) => chain(seed) > median)).toHaveLength(half);
  });
});

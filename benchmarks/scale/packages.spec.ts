import { TYPICAL_TEST_SECONDS } from '../../packages/nx-conda/src/ci/build-class';
import { bytesOf, MEBIBYTES, packagesOf, SECONDS, SHARES, splitVariants } from './packages';

const recipes = Array.from({ length: 4000 }, (_, index) => ({ name: `p${index}`, needs: [] }));

describe('packagesOf', () => {
  const packages = packagesOf(recipes, 1);

  it('gives the same packages for the same seed only', () => {
    expect(packagesOf(recipes, 1)).toEqual(packages);
    expect(packagesOf(recipes, 2)).not.toEqual(packages);
  });

  it('makes few CUDA builds of 0.5 to 3 hours, and keeps durations and sizes in their ranges', () => {
    const cuda = packages.filter(({ kind }) => kind === 'cuda');
    expect(Math.abs(cuda.length / packages.length - SHARES.cuda)).toBeLessThan(0.01);
    expect(SECONDS.cuda).toEqual({ from: 0.5 * 3600, to: 3 * 3600 });
    for (const { kind, seconds, bytes } of packages) {
      expect(seconds - TYPICAL_TEST_SECONDS).toBeGreaterThanOrEqual(SECONDS[kind].from - 1e-6);
      expect(seconds - TYPICAL_TEST_SECONDS).toBeLessThanOrEqual(SECONDS[kind].to);
      expect(bytes).toBeGreaterThanOrEqual(Math.floor(MEBIBYTES[kind].from * 1024 ** 2));
      expect(bytes).toBeLessThanOrEqual(MEBIBYTES[kind].to * 1024 ** 2);
    }
  });
});

describe('splitVariants', () => {
  it('splits only CUDA builds; the others need all variants', () => {
    const of = (id: string, kind: 'cuda' | 'other', ...after: string[]) => ({
      ...{ id, kind, after, seconds: 100, bytes: 10 },
    });
    const split = splitVariants(
      [of('ops', 'cuda', 'base'), of('base', 'other'), of('app', 'other', 'ops')],
      2,
    );
    expect(split.map(({ id, seconds, after }) => [id, seconds, after])).toEqual([
      ['ops--1', 50, ['base']],
      ['ops--2', 50, ['base']],
      ['base', 100, []],
      ['app', 100, ['ops--1', 'ops--2']],
    ]);
    expect(bytesOf(split)).toBe(30);
  });
});

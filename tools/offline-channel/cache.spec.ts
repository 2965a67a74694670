import fc from 'fast-check';
import { Cache, keyed } from './cache';
import type { Plan } from './package-recipe';

function plan(script: string, sha256 = 'a'.repeat(64), fingerprint?: string): Plan {
  return {
    recipe: {
      package: { name: 'x', version: '1' },
      build: { number: 0, string: 'py311h{key}_0', script: { content: script } },
      about: { summary: 'x', license: 'MIT' },
    },
    downloads: { 'wheel.zip': { distribution: 'x', version: '1', sha256, format: 'wheel' } },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}

describe('keyed', () => {
  const parts = fc.tuple(fc.string(), fc.string(), fc.string(), fc.string());

  it('gives equal plans one key', () => {
    fc.assert(fc.property(parts, (values) => expect(keyOf(values)).toBe(keyOf([...values]))));
  });

  it('changes the key when any one part changes', () => {
    const change = fc.tuple(parts, fc.nat({ max: 3 }), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(change, ([values, index, more]) => {
        const changed = values.map((value, position) => (position === index ? value + more : value));
        expect(keyOf(changed)).not.toBe(keyOf(values));
      }),
    );
  });

  it('puts the key into the build string, so other content has another file name', () => {
    const { key, recipe } = keyed(plan('echo'), 'rattler-build 1');
    expect(recipe.build.string).toBe(`py311h${key.slice(0, 7)}_0`);
  });

  it('rejects a build string without a place for the key', () => {
    const { recipe, downloads } = plan('echo');
    const fixed = { ...recipe, build: { ...recipe.build, string: 'h0_0' } };
    expect(() => keyed({ recipe: fixed, downloads }, '')).toThrow('h0_0');
  });
});

function keyOf([script = '', hash, fingerprint, builder = '']: readonly string[]): string {
  return keyed(plan(script, hash, fingerprint), builder).key;
}

describe('Cache', () => {
  const cache = new Cache('/cache');

  it('names a wheel so that rattler-build unpacks it', () => {
    const wheel = { distribution: 'numpy', version: '2', sha256: 'b'.repeat(64), format: 'wheel' } as const;
    expect(cache.downloadFile(wheel)).toBe('/cache/downloads/numpy-2-bbbbbbbbbbbbbbbb.zip');
    expect(cache.downloadFile({ ...wheel, format: 'sdist' })).toBe(
      '/cache/downloads/numpy-2-bbbbbbbbbbbbbbbb.tar.gz',
    );
  });

  it('keeps every version of a package apart', () => {
    const [one, other] = [keyed(plan('one'), ''), keyed(plan('other'), '')];
    expect(cache.packageFolder(one)).not.toBe(cache.packageFolder(other));
  });
});

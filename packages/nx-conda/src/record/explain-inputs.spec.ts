import type { BuildInputs } from './recorded-inputs';
import { changedInputs } from './explain-inputs';

const before: BuildInputs = {
  files: { 'recipes/x/recipe.yaml': '1', 'recipes/x/old.patch': '2' },
  unseen: { 'x/a': 'executable 111', 'x/l': 'link to v1', '/src/f': '123', 'x/s': 'executable 111, 12' },
  variants: { 'variants.json': { cuda_compiler_version: ['12.4'], python: ['3.12'] } },
  environment: { ARCHS: null, KEPT: '1' },
  options: {
    builtWith: 'nx-conda 0.1.0, rattler-build 0.74.0',
    channels: ['conda-forge'],
  },
  upstream: { base: { 'noarch/base-1-0.conda': 'd1' }, gone: {} },
};

describe('changedInputs', () => {
  it('is empty if nothing has changed, independent of the order', () => {
    const { python, cuda_compiler_version } = before.variants['variants.json'] ?? {};
    const variants = { 'variants.json': { python, cuda_compiler_version } };
    expect(changedInputs(before, { ...before, variants })).toEqual([]);
  });

  it('names each change, with the old and new value', () => {
    const now: BuildInputs = {
      files: { 'recipes/x/recipe.yaml': '3', 'recipes/x/new.patch': '4' },
      unseen: { 'x/c': 'executable 100', 'x/l': 'link to v2', '/src/f': '124', 'x/s': '12' },
      variants: {
        'variants.json': { cuda_compiler_version: ['12.6', '12.8'], python: ['3.12'], numpy: ['2'] },
      },
      environment: { ARCHS: '9.0', KEPT: '1' },
      options: { builtWith: 'nx-conda 0.1.0, rattler-build 0.75.0', channels: [] },
      upstream: { base: { 'noarch/base-1-0.conda': 'd2', 'noarch/base-2-0.conda': 'd3' }, added: {} },
    };
    expect(changedInputs(before, now)).toEqual([
      'recipes/x/new.patch is new',
      'recipes/x/old.patch is gone',
      'recipes/x/recipe.yaml has changed',
      '/src/f has changed',
      'x/a is no longer executable',
      'x/c is now executable',
      'x/l has changed: link to v2',
      'x/s has changed',
      'variants.json: cuda_compiler_version: ["12.4"] → ["12.6", "12.8"]',
      'variants.json: numpy: not set → ["2"]',
      'environment variable ARCHS: not set → "9.0"',
      'rattler-build 0.74.0 → rattler-build 0.75.0',
      'option channels: ["conda-forge"] → []',
      'added is now needed, but was not before',
      'base: content of noarch/base-1-0.conda changed',
      'base: noarch/base-2-0.conda is new',
      'gone is no longer needed, or has not been built',
    ]);
  });
});

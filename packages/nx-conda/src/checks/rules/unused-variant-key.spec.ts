import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { unusedVariantKey } from './unused-variant-key';

const found = (recipe: string, own: string, more: Surroundings = {}) =>
  linesOf(findingsOf(unusedVariantKey, recipe, { besides: { 'variants.yaml': own }, ...more }));
const host = (...items: string[]) =>
  `requirements:\n  host:\n${items.map((one) => `    - ${one}\n`).join('')}`;

describe('unused-variant-key', () => {
  it('reports a key without effect', () => {
    expect(found(host('python'), 'pyhton:\n  - "3.12"\npython: ["3.12"]\n')).toEqual(['info 1: pyhton']);
  });

  it.each([
    ['a requirement without a version', host('lib-a'), 'lib_a: [1]\n'],
    ['a template', 'context:\n  v: ${{ my_key }}\n', 'my_key: [1]\n'],
    ['a condition', host('if: with_gpu == "yes"\n      then: a'), 'with_gpu: ["yes"]\n'],
    ['a compiler', "requirements:\n  build:\n    - ${{ compiler('c') }}\n", 'c_compiler: [gcc]\n'],
    ['the list of keys to use', 'build:\n  variant:\n    use_keys: [my_key]\n', 'my_key: [1]\n'],
    ['a group with a key that is used', host('python'), 'python: [1]\na: [1]\nzip_keys: [[python, a]]\n'],
    ["conda-forge's services", host('a'), 'MACOSX_SDK_VERSION: [14.5]\nchannel_targets: [x main]\n'],
    ['rattler-build itself', host('a'), 'pin_run_as_build: {}\nextend_keys: []\n'],
  ])('ignores a key used by %s', (_, recipe, variants) => {
    expect(found(recipe, variants)).toEqual([]);
  });

  it('ignores shared files, and the one that tools make for every recipe', () => {
    expect(found(host('a'), '', { variants: { 'variants.yaml': 'x: [1]\n' } })).toEqual([]);
    expect(found(host('a'), '', { besides: { 'conda_build_config.yaml': 'x: [1]\n' } })).toEqual([]);
  });
});

import { knownNames } from './known-names';
import { misspellingOf } from './misspelling';

describe('misspellingOf', () => {
  it.each([
    ['pytorch_gpu', 'pytorch-gpu'],
    ['pytroch', 'pytorch'],
    ['numyp', 'numpy'],
    ['numppy', 'numpy'],
    ['scikit_learn', 'scikit-learn'],
    ['cuda_version', 'cuda-version'],
    ['libcublas_dev', 'libcublas-dev'],
    ['tensorflw', 'tensorflow'],
    ['tensorfloww', 'tensorflow'],
    ['libcussparse-dev', 'libcusparse-dev'],
    ['scikit-laern', 'scikit-learn'],
    ['setuptols', 'setuptools'],
    ['cuda-cudrat-dev', 'cuda-cudart-dev'],
  ])('%s: %s', (name, meant) => {
    expect(misspellingOf(name)).toBe(meant);
  });

  it.each([
    ['a known name', 'numpy'],
    ['a name that another list has', 'pytorch_geometric'],
    ['a name that conda-forge has too', 'prompt_toolkit'],
    ['another letter in a short name', 'bazel'],
    ['another ending', 'datasets2'],
    ['another digit', 'libclang13'],
    ['another beginning', 'rdatasets'],
    ['something else', 'my-package'],
    ['nothing', ''],
  ])('finds nothing for %s', (_, name) => {
    expect(misspellingOf(name)).toBeUndefined();
  });

  it('finds no known name', () => {
    const { all } = knownNames();
    expect([...all].filter((name) => misspellingOf(name) !== undefined)).toEqual([]);
    expect(all.size).toBeGreaterThan(1500);
  });
});

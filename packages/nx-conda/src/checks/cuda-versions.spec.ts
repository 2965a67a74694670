import { type CudaBound, cudaBound, cudaReleases, requestedReleases } from './cuda-versions';
import { subjectFrom } from './subject.fixture';

const variants = (...values: string[]) => ({
  variants: { 'variants.yaml': `cuda_compiler_version: [${values.map((one) => `"${one}"`).join(', ')}]\n` },
});
const host = (...items: string[]) =>
  `requirements:\n  host:\n${items.map((one) => `    - ${one}\n`).join('')}`;

describe('cudaReleases', () => {
  it('are those of the variants, oldest first, without the variant without CUDA', () => {
    expect(cudaReleases(subjectFrom('about: {}\n', variants('12.10', 'None', '12.9')))).toEqual([
      '12.9',
      '12.10',
    ]);
    expect(cudaReleases(subjectFrom('about: {}\n'))).toEqual([]);
  });
});

describe('cudaBound', () => {
  it.each<[string, CudaBound]>([
    ['', 'none'],
    ['*', 'none'],
    ['==12.6', 'minor'],
    ['=12.6', 'minor'],
    ['12.6', 'minor'],
    ['12.6.*', 'minor'],
    ['12.6*', 'minor'],
    ['~=12.6.1', 'minor'],
    ['>=12.6,<12.7', 'minor'],
    ['>=12.6, <12.7', 'minor'],
    ['>=12.6,<12.7.0a0', 'minor'],
    ['>=12.6,<12.8', 'bounded'],
    ['>=12,<13', 'bounded'],
    ['>=12.6,<13.0a0', 'bounded'],
    ['<13', 'bounded'],
    ['12.*', 'bounded'],
    ['=12', 'bounded'],
    ['~=12.6', 'bounded'],
    ['>=12.6', 'unbounded'],
    ['>=12.6.*', 'unbounded'],
    ['>12', 'unbounded'],
    ['>=12.6,!=12.7', 'unbounded'],
  ])('of "%s" is %s', (constraint, expected) => {
    const [item] = subjectFrom(host(`"cuda-version ${constraint}"`)).items;
    expect(item && cudaBound(item)).toBe(expected);
  });

  it('is the widest of the variants that have CUDA', () => {
    const recipe = host('cuda-version ==${{ cuda_compiler_version }}');
    const boundIn = (...values: string[]) => {
      const [item] = subjectFrom(recipe, variants(...values)).items;
      return item && cudaBound(item);
    };
    expect(boundIn('None', '12.6')).toBe('minor');
    expect(boundIn('12.6', '12')).toBe('bounded');
    expect(boundIn('None')).toBeUndefined();
  });
});

describe('requestedReleases', () => {
  const releases = (recipe: string, ...values: string[]) => {
    const subject = subjectFrom(recipe, variants(...values));
    return subject.levels.map((level) => requestedReleases(subject, level))[0];
  };

  it.each([
    [host('cuda-version ==12.6'), ['12.6']],
    [host('cuda-version >=12.6,<12.7'), ['12.6']],
    [host('cuda-version >=12,<13'), ['12.8', '12.9']],
    [host('cuda-version ==${{ cuda_compiler_version }}'), ['12.8', '12.9']],
    [host('python'), []],
  ])('of %j are %j', (recipe, expected) => {
    expect(releases(recipe, '12.9', '12.8')).toEqual(expected);
  });
});

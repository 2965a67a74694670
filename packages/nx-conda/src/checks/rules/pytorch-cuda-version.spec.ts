import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { pytorchCudaVersion } from './pytorch-cuda-version';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(pytorchCudaVersion, recipe, surroundings);
const host = (cuda: string, pytorch: string) =>
  `requirements:\n  host:\n    - cuda-version ${cuda}\n    - ${pytorch}\n`;
const variants = (...values: string[]): Surroundings => ({
  variants: { 'variants.yaml': `cuda_compiler_version: [${values.join(', ')}]\n` },
});

describe('pytorch-cuda-version', () => {
  it.each([
    ['==12.6', 'pytorch >=2.8'],
    ['>=12.6,<12.7', 'pytorch 2.8.*'],
    ['12.6.*', 'libtorch ==2.4.1'],
    ['==12.9', 'pytorch ==2.5.1'],
    ['==13.0', 'pytorch >=2.6,<2.10'],
  ])('finds for cuda-version %s: %s', (cuda, pytorch) => {
    expect(linesOf(check(host(cuda, pytorch)))).toEqual([`error 4: ${pytorch}`]);
  });

  it.each([
    ['==12.6', 'pytorch'],
    ['==12.6', 'pytorch >=2.5'],
    ['==12.6', 'pytorch 2.7.*'],
    ['==12.6', 'pytorch ==2.8 cpu*'],
    ['==12.9', 'pytorch >=2.20'],
    ['==12.8', 'pytorch ==2.4'],
    ['>=12,<13', 'pytorch ==2.8'],
    ['==12.6', 'pytorch-lightning >=2.8'],
  ])('leaves alone for cuda-version %s: %s', (cuda, pytorch) => {
    expect(check(host(cuda, pytorch))).toEqual([]);
  });

  it('accepts one working release of CUDA if the variants have several', () => {
    const recipe = host('==${{ cuda_compiler_version }}', 'pytorch >=2.8');
    expect(check(recipe, variants('12.6'))).toHaveLength(1);
    expect(check(recipe, variants('12.6', '12.9'))).toEqual([]);
    expect(check(recipe, variants('None', '12.6'))).toHaveLength(1);
    expect(check(recipe)).toEqual([]);
  });

  it.each([
    ['another channel may have it', { workspace: { channels: ['pytorch', 'conda-forge'] } }],
    ['the builds of another platform are not known', { platform: 'linux-aarch64' }],
  ])('finds nothing if %s', (_, surroundings) => {
    expect(check(host('==12.6', 'pytorch >=2.8'), surroundings)).toEqual([]);
  });

  it('finds nothing if no CUDA is required', () => {
    expect(check('requirements:\n  host:\n    - pytorch ==2.8\n', variants('12.6'))).toEqual([]);
  });
});

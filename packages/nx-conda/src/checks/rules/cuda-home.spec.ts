import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { cudaHome } from './cuda-home';

const check = (recipe: string, surroundings?: Surroundings) => findingsOf(cudaHome, recipe, surroundings);
const script = (command: string) => `build:\n  script:\n    - ${command}\n`;
const includes = (text: string) => ({ source: { 'a.c': text } });

describe('cuda-home', () => {
  it.each([
    ['export CUDA_HOME=$PREFIX', 'export CUDA_HOME=$PREFIX/targets/x86_64-linux'],
    ['CUDA_PATH="${PREFIX}" make', 'CUDA_PATH="${PREFIX}/targets/x86_64-linux" make'],
    ['export CUDA_ROOT=${PREFIX}/; make', 'export CUDA_ROOT=${PREFIX}/targets/x86_64-linux/; make'],
    ['CUDA_HOME=$CONDA_PREFIX make', 'CUDA_HOME=$CONDA_PREFIX/targets/x86_64-linux make'],
  ])('finds %s, and adds the folder of the headers', (command, expected) => {
    const findings = check(script(command));
    expect(linesOf(findings)).toHaveLength(1);
    expect(findings[0]?.severity).toBe('warning');
    expect(fixed(findings)).toBe(script(expected));
    expect(check(fixed(findings))).toEqual([]);
  });

  it('knows the folder of other platforms', () => {
    const findings = check(script('CUDA_HOME=$PREFIX make'), { platform: 'linux-aarch64' });
    expect(fixed(findings)).toBe(script('CUDA_HOME=$PREFIX/targets/sbsa-linux make'));
    expect(check(script('CUDA_HOME=$PREFIX make'), { platform: 'win-64' })).toEqual([]);
  });

  it.each([
    'export CUDA_HOME=$PREFIX/targets/x86_64-linux',
    'export CUDA_HOME=$BUILD_PREFIX',
    'export MY_CUDA_HOME=$PREFIX',
    'cmake -DCUDAToolkit_ROOT=$PREFIX',
    'make # CUDA_HOME=$PREFIX',
    'export OPENSSL_HOME=$PREFIX',
  ])('leaves %s alone', (command) => {
    expect(check(script(command))).toEqual([]);
  });

  it('is an error if the source includes the headers without nvcc', () => {
    const recipe = script('CUDA_HOME=$PREFIX make');
    const severities = (...args: Parameters<typeof check>) => check(...args).map(({ severity }) => severity);
    expect(severities(recipe, includes('#include <cuda_runtime.h>'))).toEqual(['error']);
    expect(severities(recipe, includes('#ifdef GPU\n#include <cuda_runtime.h>\n#endif'))).toEqual([
      'warning',
    ]);
    expect(severities(recipe, includes('#include <cublas_v2.h>'))).toEqual(['warning']);
  });

  it('is an info if nvcc finds the headers itself, and changes nothing', () => {
    const recipe = `${script('CUDA_HOME=$PREFIX make')}requirements:
  build:
    - \${{ compiler('cuda') }}
`;
    expect(check(recipe, includes('#include <cuda.h>')).map(({ severity, fix }) => [severity, fix])).toEqual([
      ['info', undefined],
    ]);
  });

  it('finds it in variables, and leaves them to the author', () => {
    const findings = check(`build:
  script:
    env:
      CUDA_HOME: \${{ PREFIX }}
      CUDA_PATH: $PREFIX/targets/x86_64-linux
`);
    expect(linesOf(findings)).toEqual(['warning 4: ${{ PREFIX }}']);
    expect(findings[0]?.fix).toBeUndefined();
  });
});

import { findingsOf, linesOf } from '../subject.fixture';
import { cudaRuntimeMissing } from './cuda-runtime-missing';

const nvcc = "requirements:\n  build:\n    - ${{ compiler('cuda') }}\n  host:\n    - cuda-version ==12.6\n";
const helpFor = (source: Record<string, string>) =>
  findingsOf(cudaRuntimeMissing, nvcc, { source })[0]?.help.slice(0, 1);

describe('cuda-runtime-missing', () => {
  it('tells of nvcc without the runtime in host', () => {
    expect(linesOf(findingsOf(cudaRuntimeMissing, nvcc))).toEqual(["info 3: ${{ compiler('cuda') }}"]);
    expect(findingsOf(cudaRuntimeMissing, `${nvcc}    - cuda-cudart-dev\n`)).toEqual([]);
    expect(findingsOf(cudaRuntimeMissing, `${nvcc}    - pytorch\n`)).toEqual([]);
  });

  it.each([
    ['cuda_runtime.h', 'cuda-cudart-dev and cuda-crt-dev_${{ target_platform }}'],
    ['cuda.h', 'cuda-cudart-dev'],
    ['crt/host_config.h', 'cuda-crt-dev_${{ target_platform }}'],
    ['thrust/sort.h', 'cuda-cudart-dev'],
  ])('names the packages for %s', (header, packages) => {
    expect(helpFor({ 'a.cc': `#include <${header}>\n` })).toEqual([
      `If a C or C++ compiler compiles recipes/a/source/a.cc, which includes ${header}, add ${packages} to requirements.host.`,
    ]);
  });

  it('names none for sources that nvcc compiles', () => {
    expect(helpFor({ 'a.cu': '#include <cuda_runtime.h>\n' })).toEqual([
      expect.stringMatching(/^If the build links libcudart/),
    ]);
  });
});

import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { hardCodedCudaArchitecture } from './hard-coded-cuda-architecture';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(hardCodedCudaArchitecture, recipe, surroundings);
const script = (command: string) => `build:\n  script: ${command}\n`;

describe('hard-coded-cuda-architecture', () => {
  it.each([
    ['nvcc -gencode arch=compute_80,code=sm_80 a.cu', '-gencode arch=compute_80'],
    ['nvcc -arch=sm_90a a.cu', '-arch=sm_90a'],
    ['nvcc --gpu-architecture=compute_75 a.cu', '--gpu-architecture=compute_75'],
    ['nvcc -arch native a.cu', '-arch native'],
    ['cmake -DCMAKE_CUDA_ARCHITECTURES=native .', 'CMAKE_CUDA_ARCHITECTURES=native'],
  ])('warns about %s', (command, text) => {
    expect(linesOf(check(script(command)))).toEqual([`warning 2: ${text}`]);
  });

  it.each([
    'cmake -DCMAKE_CUDA_ARCHITECTURES=80 .',
    'cmake -DCMAKE_CUDA_ARCHITECTURES=all-major .',
    'TORCH_CUDA_ARCH_LIST=8.0 make',
    'gcc -march=native a.c',
    'nvcc -arch=all-major a.cu',
    'make # -arch=sm_80',
  ])('leaves %s alone', (command) => {
    expect(check(script(command))).toEqual([]);
  });

  it('gives flags for some releases of CUDA as info: they are not for all variants', () => {
    const besides = {
      'build.sh':
        'if [[ $cuda_compiler_version == 12* ]]; then\n  FLAGS="-gencode arch=compute_90,code=sm_90"\nfi\n',
    };
    expect(linesOf(check('about: {}\n', { besides }))).toEqual(['info 2: -gencode arch=compute_90']);
  });

  it('reports build files in the source as info, once for each', () => {
    const source = {
      'setup.py': 'args = ["-gencode=arch=compute_70,code=sm_70",\n  "-arch=sm_80"]\n',
      'src/Makefile': 'NVCC = nvcc -arch=sm_80\n# -arch=sm_70\n',
      'src/a.cu': '// nvcc -arch=sm_80\n',
      'README.md': 'nvcc -arch=sm_80\n',
    };
    const findings = check(script('make'), { source });
    expect(findings.map(({ severity, at, line }) => `${severity} ${at.file.path}:${line}`)).toEqual([
      'info recipes/a/source/setup.py:1',
      'info recipes/a/source/src/Makefile:1',
    ]);
    expect(findings[0]?.help[0]).toBe(
      'Remove the flags from the source, with a patch if the source is not in this workspace.',
    );
    expect(check(script('nvcc -arch=sm_80 a.cu'))[0]?.help[0]).toBe(
      'If the script calls nvcc itself, use a variant key in the flags instead of fixed numbers.',
    );
  });
});

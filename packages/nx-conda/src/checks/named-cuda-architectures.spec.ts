import { namedArchitectures } from './named-cuda-architectures';
import { subjectFrom } from './subject.fixture';

const named = (command: string) =>
  namedArchitectures(subjectFrom('about: {}\n', { besides: { 'build.sh': command } })).map(
    ({ architecture, kind }) => `${kind} ${architecture}`,
  );

describe('namedArchitectures', () => {
  it.each([
    ['nvcc -gencode arch=compute_86,code=sm_86', ['flag 8.6']],
    ['nvcc -gencode=arch=compute_120a,code=sm_120a', ['flag 12.0']],
    ['nvcc -gencode "arch=compute_90,code=[sm_90,compute_90]"', ['flag 9.0']],
    ['nvcc -arch sm_75 --gpu-architecture=compute_80', ['flag 7.5', 'flag 8.0']],
    [`x = ["-gencode", "arch=compute_86,code=sm_86", '-arch', 'sm_75']`, ['flag 8.6', 'flag 7.5']],
    [
      'x = ["--generate-code", "arch=compute_86"]; y = ["--generate-code=arch=compute_90"]',
      ['flag 8.6', 'flag 9.0'],
    ],
    ['x.append("-gencode"); x.append("arch=compute_80,code=sm_80")', ['flag 8.0']],
    ['x = ["-arch", y, "sm_86"]', []],
    ['export TORCH_CUDA_ARCH_LIST="7.5;8.6+PTX 12.0"', ['list 7.5', 'list 8.6', 'list 12.0']],
    ['TORCH_CUDA_ARCH_LIST=9.0a make', ['list 9.0']],
    ['cmake -DCMAKE_CUDA_ARCHITECTURES=70-real;100f', ['list 7.0', 'list 10.0']],
    ['cmake -DCMAKE_CUDA_ARCHITECTURES:STRING="80;90"', ['list 8.0', 'list 9.0']],
    ['CUDAARCHS=80 make', ['list 8.0']],
    ['CUDA_ARCHITECTURES="sm_80,compute_90"', ['list 8.0', 'list 9.0']],
    ['cmake -DCMAKE_CUDA_ARCHITECTURES=all-major', []],
    ['cmake -DCMAKE_CUDA_ARCHITECTURES=native', []],
    ['TORCH_CUDA_ARCH_LIST=$LIST', []],
    ['MY_TORCH_CUDA_ARCH_LIST=8.0', []],
    ['gcc -march=armv8', []],
    ['# TORCH_CUDA_ARCH_LIST=8.0', []],
  ])('in %j: %j', (command, expected) => {
    expect(named(command)).toEqual(expected);
  });

  it('knows the level of a script, and none of the source', () => {
    const subject = subjectFrom('build:\n  script: nvcc -arch=sm_80\n', {
      source: { 'a.cmake': '-arch=sm_90', 'a.cu': '-arch=sm_70' },
    });
    expect(namedArchitectures(subject).map(({ architecture, level }) => [architecture, level?.kind])).toEqual(
      [
        ['8.0', 'recipe'],
        ['9.0', undefined],
      ],
    );
  });

  it('treats variables of the script as lists if their name says so', () => {
    const recipe = (name: string, value: string) =>
      `build:\n  script:\n    env:\n      ${name}: "${value}"\n`;
    const inVariable = (name: string, value: string) =>
      namedArchitectures(subjectFrom(recipe(name, value))).map(({ architecture }) => architecture);
    expect(inVariable('TORCH_CUDA_ARCH_LIST', '8.0;9.0')).toEqual(['8.0', '9.0']);
    expect(inVariable('ARCHFLAGS', '-arch x86_64')).toEqual([]);
    expect(inVariable('VERSION', '8.0')).toEqual([]);
  });

  it.each([
    ['set(CMAKE_CUDA_ARCHITECTURES 86)', ['flag 8.6']],
    ['set_target_properties(a PROPERTIES CUDA_ARCHITECTURES "75;86")', ['flag 7.5']],
    ['set(CMAKE_CUDA_ARCHITECTURES 86 CACHE STRING "")', []],
    ['if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)\n  set(CMAKE_CUDA_ARCHITECTURES 86)\nendif()', []],
    ['set(CMAKE_CUDA_ARCHITECTURES ${ARCHS})', []],
  ])('reads CMake files of the source: %s', (text, expected) => {
    const found = namedArchitectures(subjectFrom('about: {}\n', { source: { 'CMakeLists.txt': text } }));
    expect(found.map(({ architecture, kind }) => `${kind} ${architecture}`)).toEqual(expected);
  });
});

import { factsOf } from '../source.fixture';

const SETUP = `
from setuptools import setup
from torch.utils.cpp_extension import CUDAExtension
setup(name="a", version="1", ext_modules=[CUDAExtension("a._C", ["csrc/a.cpp"])])
`;
const KERNEL = '__global__ void k() {}\n';
const CMAKE = 'project(a VERSION 1 LANGUAGES CXX CUDA)\nadd_library(a SHARED a.cu)\n';

function hasDeviceCode(files: Record<string, string>): boolean | undefined {
  return factsOf(files).cuda?.hasDeviceCode;
}

describe('device code', () => {
  it('is expected from files that nvcc compiles', () => {
    expect(hasDeviceCode({ 'setup.py': SETUP, 'csrc/k.cu': KERNEL })).toBe(true);
    expect(hasDeviceCode({ 'CMakeLists.txt': CMAKE, 'a.cu': KERNEL })).toBe(true);
  });

  it('is not expected from an extension that only calls libraries of CUDA', () => {
    expect(hasDeviceCode({ 'setup.py': SETUP, 'csrc/a.cpp': '', 'csrc/a.cuh': '' })).toBe(false);
    const calls = SETUP.replace('CUDAExtension("a._C"', 'Extension("a._C", libraries=["cudart"], sources=');
    const files = { 'setup.py': calls.replace('sources=, [', 'sources=['), 'a/jit.cu': KERNEL };
    expect(factsOf(files).cuda).toMatchObject({ callsOnly: true });
    expect(hasDeviceCode(files)).toBeUndefined();
    expect(hasDeviceCode({ 'CMakeLists.txt': CMAKE.replace('a.cu', 'a.cpp') })).toBe(false);
  });

  it.each(['tests/k.cu', 'examples/knn/k.cu', 'csrc/benchmarks/k.cu', 'docs/k.cu'])(
    'is not expected from %s',
    (name) => {
      expect(hasDeviceCode({ 'setup.py': SETUP, [name]: KERNEL })).toBe(false);
      expect(hasDeviceCode({ 'CMakeLists.txt': CMAKE, [name]: KERNEL })).toBe(false);
    },
  );

  it.each([
    ['#include <cub/cub.cuh>', true],
    ['void f() { thrust::sort(a, b); }', true],
    ['void f() { k<<<1, 1>>>(); }', true],
    ['CUDA_KERNEL_LOOP(i, n) {}', true],
    ['void f() { cudaMalloc(&p, 4); }', false],
    ['const char* code = "extern \\"C\\" __global__ void k() {}";', false],
  ])('is expected from %j: %s', (line, expected) => {
    expect(hasDeviceCode({ 'setup.py': SETUP, 'csrc/k.cu': `${line}\n` })).toBe(expected);
  });

  it('of a bundled project is expected only from CMake, which builds it in place', () => {
    expect(hasDeviceCode({ 'setup.py': SETUP, 'third_party/cutlass/tools/k.cu': KERNEL })).toBe(false);
    expect(hasDeviceCode({ 'CMakeLists.txt': CMAKE, 'vendor/ggml/src/k.cu': KERNEL })).toBe(true);
  });

  it.each([
    'set_target_properties(kernels PROPERTIES CUDA_PTX_COMPILATION ON)',
    'cuda_compile_ptx(PTX k.cu)',
    'set(CUDA_OPTIX_COMPILATION ON)',
  ])('is not expected in a section of a library with %s', (line) => {
    expect(hasDeviceCode({ 'CMakeLists.txt': `${CMAKE}${line}\n`, 'k.cu': KERNEL })).toBe(false);
  });
});

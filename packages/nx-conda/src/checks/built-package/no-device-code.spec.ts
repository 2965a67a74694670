import type { PackagedFile } from '../../channel/package-contents';
import { noDeviceCode } from './no-device-code';
import { around, factsOf } from './package-facts.fixture';

const PATH = 'lib/python3.11/site-packages/knn/_C.so';
const TORCH = ['libc10.so', 'libtorch_cpu.so', 'libc.so.6'];

/** A package built with nvcc. */
function built(files: Partial<PackagedFile>[], compiler = 'cuda-nvcc_linux-64') {
  const record = { version: '12.6', build: 'h_0', subdir: 'linux-64', url: '', channel: '' };
  return factsOf(undefined, {
    files: files.map((file) => ({ path: PATH, type: 'file', ...file })),
    resolved: { build: [{ name: compiler, ...record }], host: [] },
  });
}

function library(needed: string[], hasDeviceCode = false): Partial<PackagedFile> {
  return { elf: { needed }, hasDeviceCode };
}

const severities = (...given: Parameters<typeof noDeviceCode>) =>
  noDeviceCode(...given).map(({ severity }) => severity);

describe('a package built with nvcc', () => {
  it('is suspicious with code for the CPU only', () => {
    expect(noDeviceCode(built([library(TORCH)]), around())).toEqual([
      {
        severity: 'warning',
        message:
          "The build environment has nvcc, but none of the package's files contains code for GPUs or needs a library of CUDA.",
        help: [
          expect.stringMatching(/^Look in the build log for calls of nvcc\. .*FORCE_CUDA=1/),
          "If the package is meant for the CPU, remove compiler('cuda') from requirements.build of this variant.",
        ],
      },
    ]);
  });

  it.each(['cuda-nvcc', 'cuda-nvcc_linux-aarch64', 'nvcc_linux-64'])('is recognised by %s', (compiler) => {
    expect(severities(built([library([])], compiler), around())).toEqual(['warning']);
  });

  it.each(['gcc_linux-64', 'cuda-nvcc-tools', 'cuda-cudart-dev'])('is not recognised by %s', (compiler) => {
    expect(severities(built([library([])], compiler), around())).toEqual([]);
  });

  it('is fine with code for GPUs in one of its files', () => {
    expect(severities(built([library(TORCH), library([], true)]), around())).toEqual([]);
    expect(severities(built([library(TORCH), { path: 'share/knn.fatbin' }]), around())).toEqual([]);
  });

  it('is fine without compiled files: only headers, or only Python code', () => {
    expect(severities(built([{ path: 'include/knn.cuh' }]), around())).toEqual([]);
    expect(severities(built([]), around())).toEqual([]);
  });

  it.each(['libcudart.so.12', 'libcuda.so.1', 'libcublas.so.12', 'libc10_cuda.so', 'libnppc.so.12'])(
    'may only call %s on purpose',
    (name) => {
      const [found] = noDeviceCode(built([library([...TORCH, name])]), around());
      expect(found?.severity).toBe('info');
      expect(found?.message).toMatch(
        /none of the package's files contains code for GPUs\. The package only calls /,
      );
      expect(found?.message).toContain(name);
    },
  );

  it('may call another output of the recipe that has the code for GPUs', () => {
    const recipe = { libknn: { hasDeviceCode: true } };
    expect(severities(built([library(['libknn.so'])]), around({ recipe }))).toEqual([]);
    expect(severities(built([library(['libknn.so'])]), around({ recipe: { libknn: {} } }))).toEqual([
      'warning',
    ]);
  });

  it('may call a library of host that uses CUDA, except PyTorch, which CPU code links too', () => {
    const cudf = { libcudf: { libraries: ['lib/libcudf.so'], depends: ['cuda-cudart >=12', 'libzlib'] } };
    expect(severities(built([library(['libcudf.so'])]), around({ host: cudf }))).toEqual([]);
    const zlib = { zlib: { libraries: ['lib/libz.so.1'], depends: ['cuda-version >=12'] } };
    expect(severities(built([library(['libz.so.1'])]), around({ host: zlib }))).toEqual(['warning']);
    const torch = { libtorch: { libraries: ['lib/libc10.so'], depends: ['cuda-cudart >=12'] } };
    expect(severities(built([library(TORCH)]), around({ host: torch }))).toEqual(['warning']);
  });

  it('may load a library of CUDA that the recipe requires by name, like Triton', () => {
    const depends = ['cuda-version >=12.6,<13', '__cuda', 'cuda-cudart >=12.6.77,<13.0a0'];
    const loads = { ...built([library(TORCH)]), depends };
    expect(severities(loads, around())).toEqual(['info']);
    const exported = [{ name: 'cuda-cudart', from: 'cuda-cudart-dev' }];
    expect(severities({ ...loads, exported }, around())).toEqual(['warning']);
  });

  it('is less certain if the needed libraries are unknown: on Windows, or in a static library', () => {
    const [found] = noDeviceCode(built([{ path: 'Lib/knn/_C.pyd', hasDeviceCode: false }]), around());
    expect(found).toMatchObject({ severity: 'info', message: expect.stringMatching(/code for GPUs\.$/) });
    expect(severities(built([{ elf: 'unreadable', hasDeviceCode: false }]), around())).toEqual(['info']);
  });
});

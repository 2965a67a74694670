import { factsOf } from '../source.fixture';

const SETUP =
  'import own_build\nfrom torch.utils.cpp_extension import CUDAExtension\nsubprocess.run(["./prepare.sh"])\nsetup(name="a", ext_modules=[CUDAExtension("a._C", ["k.cu"])])\n';
const LINE = 'x = "/usr/local/cuda/include"\n';

function placesIn(files: Record<string, string>): string[] | undefined {
  return factsOf({ 'setup.py': SETUP, ...files }).cuda?.fixedPaths.map(({ file, line }) => `${file}:${line}`);
}

describe('fixedCudaPaths', () => {
  it.each(['own_build.py', 'prepare.sh', 'CMakeLists.txt', 'cmake/cuda.cmake', 'src/a.cpp'])(
    'reads %s',
    (name) => {
      expect(placesIn({ [name]: `\n${LINE}` })).toEqual([`${name}:2`]);
    },
  );

  it.each([
    'ci/install_cuda.sh',
    'install_cuda.sh',
    'docker/build.sh',
    'a/find_cuda.py',
    'csrc/cutlass/python/env.py',
    'examples/setup.py',
    'packaging/conda/build.cmake',
  ])('ignores %s, which is no part of the build', (name) => {
    expect(placesIn({ [name]: LINE })).toEqual([]);
  });
});

import { factsOf } from '../source.fixture';

const CMAKE = 'project(x LANGUAGES CXX CUDA)\nadd_library(x SHARED k.cu)\n';
const SETUP = (imports: string) => `${imports}
import subprocess
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
class Build(build_ext):
    def run(self):
        subprocess.check_call(["cmake", "."])
setup(name="x", version="1", ext_modules=[Extension("x._x", [])], cmdclass={"build_ext": Build})
`;
const KERNEL = '#include <ATen/cuda/CUDAContext.h>\n__global__ void k() {}\n';

describe("the -dev packages of PyTorch's headers", () => {
  it('are needed by a CMake build whose setup.py imports PyTorch', () => {
    const files = { 'setup.py': SETUP('import torch'), 'CMakeLists.txt': CMAKE, 'k.cu': KERNEL };
    expect(factsOf(files).cuda).toMatchObject({
      builtBy: 'cmake',
      devPackages: ['cuda-cudart-dev', 'libcublas-dev', 'libcusolver-dev', 'libcusparse-dev'],
    });
  });

  it('are not needed if the build does not import it, or includes no such header', () => {
    const files = { 'setup.py': SETUP(''), 'CMakeLists.txt': CMAKE, 'k.cu': KERNEL };
    expect(factsOf(files).cuda?.devPackages).toEqual([]);
    const plain = { ...files, 'setup.py': SETUP('import torch'), 'k.cu': '#include <torch/extension.h>\n' };
    expect(factsOf(plain).cuda?.devPackages).toEqual([]);
  });
});

import { factsOf } from '../../source.fixture';
import type { CudaFacts } from '../../source-facts';

const HEAD =
  'import os, sys, torch\nfrom setuptools import setup\nfrom torch.utils.cpp_extension import BuildExtension, CppExtension, CUDAExtension, CUDA_HOME\n';
const END = 'setup(name="a", ext_modules=exts, cmdclass={"build_ext": BuildExtension})\n';
const MAKE = 'kind = CUDAExtension if with_cuda else CppExtension\nexts = [kind("a._C", ["a.cpp"])]\n';

function cudaOf(code: string, more: Record<string, string> = {}): CudaFacts {
  const { cuda } = factsOf({ 'setup.py': `${HEAD}${code}${END}`, 'a.cpp': '', 'k.cu': '', ...more });
  if (!cuda) throw new Error('no CUDA');
  return cuda;
}

/** `FORCE_CUDA=1 --flag needsGpu: setup.py:4` */
function switchesOf(code: string, more: Record<string, string> = {}): string {
  const { variables = [], flags = [], needsGpu, mayNeedGpu, needsWheel } = cudaOf(code, more).switches ?? {};
  const places = Object.entries({ needsGpu, mayNeedGpu, needsWheel }).filter(
    ([, place]) => place !== undefined,
  );
  const settings = variables.map(({ name, value }) => `${name}=${value}`);
  return [...settings, ...flags, ...places.map(([name, place]) => `${name}: ${place}`)].join(' ');
}

describe('the switches of a setup.py', () => {
  it.each([
    [
      'beside a call of nvidia-smi that fails',
      'import subprocess\ndef has_gpu():\n  try:\n    subprocess.check_output(["nvidia-smi", "-L"])\n    return True\n  except Exception:\n    return False\nwith_cuda = has_gpu() or os.getenv("BUILD_GPU") == "1"\n',
      'BUILD_GPU=1',
    ],
    [
      'beside is_available()',
      'with_cuda = torch.cuda.is_available() or os.getenv("FORCE_CUDA", "0") == "1"\n',
      'FORCE_CUDA=1',
    ],
    [
      'after is_available()',
      'with_cuda = torch.cuda.is_available() and CUDA_HOME is not None\nif os.environ.get("A_USE_CUDA", "OFF") == "ON":\n  with_cuda = True\n',
      'A_USE_CUDA=ON',
    ],
    [
      'as a number',
      'with_cuda = torch.cuda.device_count() > 0 or int(os.environ.get("WITH_GPU", 0))\n',
      'WITH_GPU=1',
    ],
    [
      'in os.environ',
      'with_cuda = "ENABLE_CUDA" in os.environ or torch.cuda.is_available()\n',
      'ENABLE_CUDA=1',
    ],
    [
      'among values',
      'with_cuda = torch.cuda.is_available() or os.getenv("BUILD_CUDA", "").lower() in ("yes", "on")\n',
      'BUILD_CUDA=yes',
    ],
    [
      'and not the one that turns CUDA off',
      'with_cuda = torch.cuda.is_available()\nif os.getenv("FORCE_ONLY_CPU") == "1": with_cuda = False\nif os.getenv("FORCE_CUDA") == "1": with_cuda = True\n',
      'FORCE_CUDA=1',
    ],
    [
      'with another that builds extensions at all',
      'with_cuda = torch.cuda.is_available() or os.getenv("FORCE_CUDA", "0") == "1"\nif os.getenv("WITH_OPS", "0") == "0": CUDAExtension = CppExtension\n',
      'FORCE_CUDA=1 WITH_OPS=1',
    ],
  ])('are the variable %s', (_, code, expected) => {
    expect(switchesOf(`${code}${MAKE}`)).toBe(expected);
  });

  it('leave architectures to a command that adds the flags later', () => {
    const setup =
      'class B(build_ext):\n  def build_extensions(self):\n    self.set("nvcc", ["-gencode=arch=compute_86,code=sm_86"])\nsetup(name="a", ext_modules=[Extension("a", ["k.cu"])], cmdclass={"build_ext": B})';
    const { cuda } = factsOf({ 'setup.py': setup, 'k.cu': '' });
    expect(cuda?.architectures?.fixed?.architectures).toEqual(['86']);
  });

  it('tell whether a GPU matters', () => {
    const needs = (code: string) => cudaOf(`${code}${MAKE}`).switches?.needsVariables;
    expect(needs('with_cuda = os.getenv("BUILD_CUDA", "0") == "1"\n')).toBe(true);
    expect(needs('with_cuda = torch.cuda.is_available() or os.getenv("BUILD_CUDA") == "1"\n')).toBe(
      undefined,
    );
  });

  it('are found in a module of the same source', () => {
    const files = {
      'tools/__init__.py': '',
      'tools/gpu.py':
        'import os, torch\ndef has_gpu():\n  if os.getenv("FORCE_CUDA") == "1":\n    return True\n  return torch.cuda.is_available()\n',
    };
    expect(switchesOf(`from tools.gpu import has_gpu\nwith_cuda = has_gpu()\n${MAKE}`, files)).toBe(
      'FORCE_CUDA=1',
    );
  });

  it('are found where the sources are unknown', () => {
    const code =
      'import glob\nfrom itertools import product\nsuffixes = ["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"]\nif os.getenv("A_GPU") == "1": suffixes = ["cuda"]\nexts = []\nfor main, suffix in product(glob.glob("*.cpp"), suffixes):\n  Kind = CppExtension if suffix == "cpu" else CUDAExtension\n  exts.append(Kind("a", [main]))\n';
    expect(switchesOf(code)).toBe('A_GPU=1');
  });

  it('are the argument of setup.py', () => {
    const code = (taken: string) =>
      `with_cuda = torch.cuda.is_available()\nif "--force_cuda" in sys.argv:\n  ${taken}\n  with_cuda = True\n${MAKE}`;
    expect(switchesOf(code('sys.argv.remove("--force_cuda")'))).toBe('--force_cuda');
    expect(cudaOf(code('sys.argv.remove("--force_cuda")')).switches?.takesFlags).toBe(true);
    expect(cudaOf(code('pass')).switches?.takesFlags).toBe(false);
  });

  it.each([
    ['only a GPU decides', `with_cuda = torch.cuda.is_available()\n${MAKE}`, 'needsGpu: setup.py:4'],
    [
      'the version of a wheel decides',
      `with_cuda = "cu" in torch.__version__\n${MAKE}`,
      'needsWheel: setup.py:4',
    ],
    [
      'it is unknown what decides',
      'exts = [torch.cuda.is_available() and make(CUDAExtension), CppExtension("a", ["a.cpp"])]\n',
      'mayNeedGpu: setup.py:4',
    ],
  ])('are a place in the source if %s', (_, code, expected) => {
    expect(switchesOf(code)).toBe(expected);
  });

  it.each([
    [
      'CUDA is on anyway',
      'exts = [CUDAExtension("a", ["k.cu"])]\nif not torch.cuda.is_available(): print("no GPU")\n',
    ],
    ['CUDA is on by default', `with_cuda = os.getenv("BUILD_NO_CUDA", "0") != "1"\n${MAKE}`],
    [
      'CUDA is on where nvcc is',
      `import shutil\nwith_cuda = shutil.which("nvcc") is not None and CUDA_HOME is not None\n${MAKE}`,
    ],
    [
      'the architectures turn CUDA on',
      `arch = os.getenv("A_CUDA_ARCH", "")\nwith_cuda = arch != "" or torch.cuda.is_available()\n${MAKE}`,
    ],
  ])('are none if %s', (_, code) => {
    expect(switchesOf(code)).toBe('');
  });

  it('are unknown if no call that compiles for CUDA is found, and name what may decide', () => {
    const code =
      'class Ops:\n  def build(self): return CUDAExtension("a", ["k.cu"])\nall = os.getenv("A_BUILD_OPS", "0")\nexts = [find_ops("Ops").build()]\n';
    expect(cudaOf(code).switches?.unfollowed).toEqual(['A_BUILD_OPS']);
  });

  it('are unknown behind a return that may not happen', () => {
    const code =
      'def make():\n  if unknown():\n    return []\n  return [CUDAExtension("a", ["k.cu"])]\nexts = make()\n';
    expect(cudaOf(code).switches).toEqual({ variables: [], flags: [], building: [], unfollowed: [] });
  });

  it('may turn off what is on by default', () => {
    const code = `with_cuda = torch.cuda.is_available() or os.getenv("NO_CUDA", "1") == "0"\n${MAKE}`;
    expect(switchesOf(code)).toBe('NO_CUDA=0');
  });

  it('include the variable that builds instead of downloading a wheel', () => {
    const code =
      'FORCE_BUILD = os.getenv("A_FORCE_BUILD", "FALSE") == "TRUE"\nexts = [CUDAExtension("a", ["k.cu"])]\n';
    expect(cudaOf(code).switches?.building).toEqual([{ name: 'A_FORCE_BUILD', value: 'TRUE' }]);
  });

  it('include the variables for the folder of CUDA', () => {
    const code =
      'home = os.environ["CUDA_PATH"]\nos.environ["CUDA_HOME"] = home\nexts = [CUDAExtension("a", ["k.cu"])]\n';
    expect(cudaOf(code).switches?.homes).toEqual(['CUDA_PATH']);
  });

  it('do not take long to find in a file that asks for everything', () => {
    const names = Array.from({ length: 300 }, (_, index) => `os.getenv("USE_CUDA_${index}") == "x"`);
    expect(switchesOf(`with_cuda = ${names.join(' and ')}\n${MAKE}`)).toBe('');
  });
});

describe('the architectures of a setup.py', () => {
  const extension = (flags: string) =>
    `exts = [CUDAExtension("a", ["k.cu"], extra_compile_args={"nvcc": ${flags}})]\n`;
  const split = 'flags = ["-O3"]\nflags.append("-gencode")\nflags.append("arch=compute_80,code=sm_80")\n';

  it.each([
    ['in two flags', `${split}${extension('flags')}`, ['80'], 'setup.py:6'],
    [
      'in one flag',
      extension('["-gencode=arch=compute_86,code=sm_86", "-arch=sm_90"]'),
      ['86', '90'],
      'setup.py:4',
    ],
    [
      'under a condition',
      `flags = []\nif nvcc_version() > 12: flags += ["--generate-code=arch=compute_90a,code=sm_90a"]\n${extension('flags')}`,
      ['90'],
      'setup.py:5',
    ],
  ])('are fixed %s', (_, code, architectures, place) => {
    expect(cudaOf(code).architectures).toEqual({ fixed: { architectures, place } });
  });

  it('are fixed by the flags of a call of nvcc', () => {
    const code = `from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
import subprocess
class Build(build_ext):
    def build_extension(self, ext):
        subprocess.check_call(["nvcc", "-c", "k.cu", "-arch=sm_80"])
ext = Extension("a", ["a.c", "k.cu"], libraries=["cudart"])
setup(name="a", version="1", ext_modules=[ext], cmdclass={"build_ext": Build})
`;
    const { cuda } = factsOf({ 'setup.py': code, 'a.c': '', 'k.cu': '' });
    expect(cuda?.architectures).toEqual({ fixed: { architectures: ['80'], place: 'setup.py:6' } });
  });

  it.each([
    ['no flag names them', extension('["-O3"]')],
    ['only a comment names them', `# -gencode arch=compute_80,code=sm_80\n${extension('[]')}`],
    [
      "flags for the machine's GPU give way to PyTorch's variable",
      `flags = []\nif not os.environ.get("TORCH_CUDA_ARCH_LIST"): flags.append("-arch=sm_70")\n${extension('flags')}`,
    ],
    [
      'its own variable is not set',
      `flags = [f"-arch=sm_{one}" for one in os.environ.get("GPU_ARCH", "").split()]\n${extension('flags')}`,
    ],
    ['the flags are for another compiler', extension('["--offload-arch=gfx90a"]')],
  ])("are PyTorch's if %s", (_, code) => {
    expect(cudaOf(code).architectures).toEqual({});
  });

  it.each([
    ['"80;90"', '', { otherwise: '80;90', separator: ';', isDotted: false }],
    ['"8.0,9.0"', '', { otherwise: '8.0,9.0', separator: ',', isDotted: true }],
    [
      '""',
      'archs = [int(float(arch) * 10) for arch in archs.split(";")]\n',
      { separator: ';', isDotted: true },
    ],
    ['""', 'flags += [f"-arch=sm_{arch}" for arch in archs.split()]\n', { separator: ' ', isDotted: false }],
    ['""', '', {}],
  ])('are its own variable, whose form is read: %s %j', (otherwise, use, form) => {
    const code = `archs = os.getenv("A_CUDA_ARCHS", ${otherwise})\nflags = []\n${use}flags += ["-arch=sm_80"]\n${extension('flags')}`;
    expect(cudaOf(code).architectures).toEqual({ variable: { name: 'A_CUDA_ARCHS', ...form } });
  });
});

describe('a build without CUDA', () => {
  it.each([
    ['always', 'exts = [CUDAExtension("a", ["k.cu"])]\n', true],
    [
      'if CUDA is there',
      'exts = [CUDAExtension("a", ["k.cu"]) if CUDA_HOME else CppExtension("a", ["a.cpp"])]\n',
      undefined,
    ],
    [
      'if PyTorch has CUDA',
      'exts = [CppExtension("a", ["a.cpp"])]\nif torch.version.cuda: exts.append(CUDAExtension("b", ["k.cu"]))\n',
      undefined,
    ],
    [
      'unknown',
      'exts = [CppExtension("a", ["a.cpp"])]\nif found(): exts.append(CUDAExtension("b", ["k.cu"]))\n',
      undefined,
    ],
  ])('compiles for CUDA %s', (_, code, expected) => {
    expect(cudaOf(code).isAlwaysCuda).toBe(expected);
  });
});

describe('a variable for architectures of any name', () => {
  const extension = 'exts = [CUDAExtension("a", ["k.cu"], extra_compile_args={"nvcc": flags})]\n';
  const fallback =
    'if torch.cuda.is_available(): flags += ["-arch=sm_" + str(torch.cuda.get_device_capability()[0])]\nif not flags: flags = [f"-gencode=arch=compute_{one},code=sm_{one}" for one in ("75", "86")]\n';

  it.each([
    [
      'compared with numbers',
      'flags = ["-arch=sm_75"]\nfor arch in os.getenv("my_lap_ARCHS", "75;80;90").split(";"):\n  if arch == "80": flags += ["-gencode", "arch=compute_80,code=sm_80"]\n  if arch == "90": flags += ["-gencode", "arch=compute_90,code=sm_90"]\n',
      { name: 'my_lap_ARCHS', otherwise: '75;80;90', separator: ';', isDotted: false },
    ],
    [
      'a part of a flag',
      'flags = ["-arch=" + os.environ.get("SCAN_TARGET", "sm_70")]\n',
      { name: 'SCAN_TARGET', otherwise: 'sm_70', isDotted: false, prefix: 'sm_', isSingle: true },
    ],
    [
      "PyTorch's own, read by setup.py",
      `flags = []\nfor one in os.environ.get("TORCH_CUDA_ARCH_LIST", "").split(";"):\n  if one: flags.append("-gencode=arch=compute_" + one.replace(".", "") + ",code=sm_" + one.replace(".", ""))\n${fallback}`,
      { name: 'TORCH_CUDA_ARCH_LIST', separator: ';', isDotted: true },
    ],
    [
      'numbers with dots and commas',
      `flags = []\nlisted = os.environ.get("kernel_targets")\nif listed: flags = [f"-arch=sm_{int(float(a) * 10)}" if False else f"-arch=sm_{a.replace('.', '')}" for a in listed.split(",")]\n${fallback}`,
      { name: 'kernel_targets', separator: ',', isDotted: true },
    ],
  ])('is found: %s', (_, code, variable) => {
    expect(cudaOf(`${code}${extension}`).architectures).toEqual({ variable });
  });

  it('is found where the build calls nvcc itself', () => {
    const code = `from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
import os, subprocess
def targets():
    return os.environ.get("KERNELS", "80,90").split(",")
class Build(build_ext):
    def build_extension(self, ext):
        for one in targets():
            subprocess.check_call(["nvcc", "-c", "k.cu", f"-gencode=arch=compute_{one},code=sm_{one}"])
ext = Extension("a", ["a.c", "k.cu"], libraries=["cudart"])
setup(name="a", version="1", ext_modules=[ext], cmdclass={"build_ext": Build})
`;
    const { cuda } = factsOf({ 'setup.py': code, 'a.c': '', 'k.cu': '' });
    expect(cuda?.architectures?.variable).toMatchObject({ name: 'KERNELS', separator: ',', isDotted: false });
  });

  it('is not a value that is tried', () => {
    const code = `flags = ["-arch=sm_75"]\nif "8.0" in os.environ.get("TORCH_CUDA_ARCH_LIST", ""): flags += ["-arch=sm_80"]\n${extension}`;
    expect(cudaOf(code).architectures).toEqual({ fixed: { architectures: ['75'], place: 'setup.py:4' } });
  });
});

describe('linksCuda', () => {
  it('is true for C++ code that calls the libraries of CUDA', () => {
    const setup =
      'from setuptools import setup, Extension\nhome = os.environ["CUDA_HOME"]\nsetup(name="a", ext_modules=[Extension("a", ["a.cpp"])])';
    const facts = factsOf({ 'setup.py': setup, 'a.cpp': '#include <cuda_runtime.h>\n' });
    expect(facts.cuda).toMatchObject({ builtBy: 'setup', callsOnly: true, devPackages: ['cuda-cudart-dev'] });
    expect(factsOf({ 'setup.py': setup, 'a.cpp': '' }).cuda).toBeUndefined();
  });

  it('is true for an extension that is linked with CUDA', () => {
    const setup = 'setup(name="a", ext_modules=[Extension("a", ["a.cpp"], libraries=["cublas"])])';
    expect(factsOf({ 'setup.py': setup, 'a.cpp': '' }).cuda?.devPackages).toEqual(['libcublas-dev']);
  });

  it.each<[string, Record<string, string>]>([
    [
      'data',
      {
        'setup.py':
          'setup(name="a", package_data={"a": ["*.cu"]}, ext_modules=[Extension("a", sources=srcs)])',
        'a/jit.cu': '',
        'a/one.cpp': '',
      },
    ],
    [
      'tests',
      {
        'setup.py': 'setup(name="a", ext_modules=[Extension("a", ["a.cpp"])])',
        'a.cpp': '',
        'tests/k.cu': '#include <cuda.h>',
      },
    ],
  ])('is false for .cu files that are %s', (_, files) => {
    const facts = factsOf(files);
    expect([facts.cuda, facts.languages]).toEqual([undefined, ['cxx']]);
  });

  it('is not needed for .cu files that a custom build compiles', () => {
    const setup =
      'class Build(build_ext):\n  def run(self): subprocess.call(["nvcc"])\nsetup(name="a", ext_modules=[Extension("a", sources=found())])';
    expect(factsOf({ 'setup.py': setup, 'src/k.cu': '' }).cuda?.builtBy).toBe('setup');
  });
});

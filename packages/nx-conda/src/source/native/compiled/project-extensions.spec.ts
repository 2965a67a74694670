import { pythonOf, factsOf } from '../../source.fixture';

type Files = Record<string, string>;

const POETRY = (build: string) =>
  `[build-system]\nbuild-backend = "poetry.core.masonry.api"\n[tool.poetry]\nname = "a"\n${build}\n`;
const HATCH = (hooks: string) =>
  `[build-system]\nbuild-backend = "hatchling.build"\n[project]\nname = "a"\n${hooks}\n`;
const PDM = (settings: string) =>
  `[build-system]\nbuild-backend = "pdm.backend"\n[project]\nname = "a"\n${settings}\n`;
const OWN = () =>
  '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "a"\n';
const SETUP = 'from setuptools import setup, Extension\n';

function decisionOn(files: Files): unknown[] {
  const { python, languages } = factsOf(files);
  return [python?.isPure, languages, python?.unclearBuild];
}

describe('projectExtensions', () => {
  it.each<[string, Files, string[]]>([
    [
      'a subclass of Extension',
      {
        'setup.py': `${SETUP}class Mine(Extension):\n  pass\nsetup(name="a", ext_modules=[Mine("a._c", ["c.c"])])`,
      },
      ['c'],
    ],
    [
      'a class in a variable',
      {
        'setup.py':
          'from torch.utils.cpp_extension import CppExtension as Cpp\ndef made():\n  kind = Cpp\n  return [kind("a._c", files)]\nsetup(name="a", ext_modules=made())',
      },
      ['cxx'],
    ],
    [
      'a partial call',
      {
        'setup.py': `${SETUP}make = functools.partial(Extension, language="c++")\nsetup(name="a", ext_modules=[make("a", ["a.f90"])])`,
      },
      ['fortran'],
    ],
    [
      'a package beside setup.py',
      {
        'setup.py': 'from tools.ext import made\nsetup(name="a", ext_modules=made())',
        'tools/__init__.py': '',
        'tools/ext.py':
          'from setuptools import Extension\nfrom .more import sources\ndef made():\n  return [Extension("a._c", sources)]',
        'tools/more.py': 'sources = []',
        'src/a.cpp': '',
      },
      ['cxx'],
    ],
    [
      'a package that sys.path names',
      {
        'setup.py':
          'sys.path.append(os.path.join(here, "install"))\nimport builder\nsetup(name="a", ext_modules=builder.made())',
        'install/builder/__init__.py': 'from builder.more import made',
        'install/builder/more.py':
          'from setuptools import Extension\ndef made(): return [Extension("a", ["x.cc"])]',
      },
      ['cxx'],
    ],
    [
      'arguments that are set later',
      {
        'setup.py': `${SETUP}kwargs = {}\nkwargs["ext_modules"] = [Extension("a", ["a.c"])]\nsetup(name="a", **kwargs)`,
      },
      ['c'],
    ],
    [
      'arguments in update()',
      {
        'setup.py': `${SETUP}kwargs = dict(name="a")\nkwargs.update(ext_modules=[Extension("a", ["a.c"])])\nsetup(**kwargs)`,
      },
      ['c'],
    ],
    ['cffi', { 'setup.py': 'setup(name="a", cffi_modules=["build.py:ffi"])' }, ['c']],
    ['setuptools-rust', { 'setup.py': 'setup(name="a", rust_extensions=[RustExtension("a")])' }, ['rust']],
    [
      'ext-modules in pyproject.toml',
      {
        'pyproject.toml':
          '[project]\nname = "a"\n[tool.setuptools]\next-modules = [{name = "a._c", sources = ["a.cpp"]}]',
      },
      ['cxx'],
    ],
    [
      'numpy.distutils',
      {
        'setup.py':
          'from numpy.distutils.core import setup\nconfig.add_extension("a", sources=["a.f"])\nsetup(name="a", **config.todict())',
      },
      ['fortran'],
    ],
    [
      'a build script of Poetry',
      {
        'pyproject.toml': POETRY('[tool.poetry.build]\nscript = "make.py"'),
        'make.py': `${SETUP}def build(kw):\n  kw.update({"ext_modules": [Extension("a", ["a.cpp"])]})`,
      },
      ['cxx'],
    ],
    [
      'a build script of an older Poetry',
      {
        'pyproject.toml': POETRY('build = "make.py"'),
        'make.py': 'import subprocess\nsubprocess.run(["cc", "a.c"])',
        'a.c': '',
      },
      ['c'],
    ],
    [
      'a hook of Hatch',
      {
        'pyproject.toml': HATCH('[tool.hatch.build.targets.wheel.hooks.custom]\npath = "hook.py"'),
        'hook.py': 'def initialize(self, version, build_data):\n  build_data["pure_python"] = False',
        'a.c': '',
      },
      ['c'],
    ],
    ['hatch-mypyc', { 'pyproject.toml': HATCH('[tool.hatch.build.targets.wheel.hooks.mypyc]') }, ['c']],
    [
      'hatch-cython',
      {
        'pyproject.toml': HATCH('[tool.hatch.build.hooks.cython]'),
        'src/a.pyx': '# distutils: language = c++\n',
      },
      ['cxx'],
    ],
    [
      'a build backend in the source that calls maturin',
      {
        'pyproject.toml': OWN().replace('requires = []', 'requires = ["maturin>=1"]'),
        'backend.py': 'from maturin import *',
        'Cargo.toml': '[package]\nname = "a"\n',
      },
      ['rust'],
    ],
    [
      'a hook of PDM',
      {
        'pyproject.toml': PDM(''),
        'pdm_build.py': `${SETUP}def pdm_build_update_setup_kwargs(context, kwargs):\n  kwargs.update(ext_modules=[Extension("a", ["a.c"])])`,
      },
      ['c'],
    ],
  ])('finds what %s compiles', (_, files, languages) => {
    expect(decisionOn(files)).toEqual([false, languages, undefined]);
  });

  it.each<[string, Files, string]>([
    [
      'ext_modules',
      { 'setup.py': 'import x\nsetup(name="a", ext_modules=x.made())' },
      'ext_modules in setup.py',
    ],
    [
      'a list that is filled later',
      { 'setup.py': 'exts = []\nexts.append(make())\nsetup(name="a", ext_modules=exts)' },
      'ext_modules in setup.py',
    ],
    [
      'a Distribution with extensions',
      {
        'setup.py':
          'class Binary(Distribution):\n  def has_ext_modules(self):\n    return True\nsetup(name="a", distclass=Binary)',
      },
      'has_ext_modules in setup.py',
    ],
    [
      'a wheel that is not pure',
      {
        'setup.py':
          'class W(bdist_wheel):\n  def finalize_options(self):\n    self.root_is_pure = False\nsetup(name="a", cmdclass={"bdist_wheel": W})',
      },
      'root_is_pure in setup.py',
    ],
    [
      'a build script of Poetry',
      { 'pyproject.toml': POETRY('build = "make.py"'), 'make.py': 'run()' },
      'tool.poetry.build in pyproject.toml',
    ],
    [
      'a hook of Hatch with the tag of a platform',
      {
        'pyproject.toml': HATCH('[tool.hatch.build.targets.wheel.hooks.custom]'),
        'hatch_build.py': 'build_data["infer_tag"] = True',
      },
      'infer_tag in hatch_build.py',
    ],
    [
      'a hook of Hatch in hatch.toml',
      {
        'pyproject.toml': HATCH(''),
        'hatch.toml': '[build.targets.wheel.hooks.custom]\npath = "hook.py"',
        'hook.py': 'build_data["pure_python"] = False',
      },
      'pure_python in hook.py',
    ],
    [
      'PDM',
      { 'pyproject.toml': PDM('[tool.pdm.build]\nis-purelib = false') },
      'tool.pdm.build.is-purelib in pyproject.toml',
    ],
    [
      'a build backend in the source that compiles',
      {
        'pyproject.toml': OWN(),
        'backend.py': 'import builder\ndef build_wheel(*all):\n  builder.build_extension(name="a")',
      },
      'the build backend backend.py',
    ],
    [
      'a build backend in the source that calls SIP',
      { 'pyproject.toml': OWN(), 'backend.py': 'from sipbuild.api import *' },
      'sipbuild in backend.py',
    ],
  ])('is not noarch with %s, and says why the languages are unknown', (_, files, reason) => {
    expect(decisionOn(files)).toEqual([false, ['c', 'cxx'], reason]);
  });

  const NVCC = 'subprocess.check_call(["nvcc", "-shared", "csrc/k.cu"])';

  it.each<[string, Files, string]>([
    [
      'a command of setup.py that calls nvcc',
      {
        'setup.py': `import subprocess\nclass B(build_py):\n  def run(self): ${NVCC}\nsetup(name="a", cmdclass={"build_py": B})`,
      },
      'setup',
    ],
    [
      'a command of setup.py that calls make',
      {
        'setup.py':
          'import subprocess\nclass B(build):\n  def run(self): subprocess.run(["make", "lib"])\nsetup(name="a", cmdclass={"build": B})',
        'src/Makefile': 'NVCC ?= nvcc\n',
      },
      'setup',
    ],
    [
      'a hook of Hatch that calls nvcc',
      {
        'pyproject.toml': HATCH('[tool.hatch.build.targets.wheel.hooks.custom]'),
        'hatch_build.py': `import subprocess\n${NVCC}\nbuild_data["pure_python"] = False`,
      },
      'setup',
    ],
    [
      'a build backend in the source that calls nvcc',
      {
        'pyproject.toml':
          '[build-system]\nbuild-backend = "backend"\nbackend-path = ["own"]\n[project]\nname = "a"\n',
        'own/backend.py': `import subprocess\ndef build_wheel(*args): ${NVCC}`,
      },
      'setup',
    ],
    [
      'a list of files that gets a .cu file elsewhere',
      {
        'setup.py': `${SETUP}files = ["csrc/a.cpp"]\nfiles.append("csrc/k.cu")\nclass B(build_ext):\n  compiler = "nvcc"\nsetup(name="a", ext_modules=[Extension("a", files)], cmdclass={"build_ext": B})`,
      },
      'setup',
    ],
    [
      "a CUDAExtension that is not PyTorch's",
      {
        'setup.py': `${SETUP}class CUDAExtension(Extension): pass\nsetup(name="a", ext_modules=[CUDAExtension("a", ["csrc/k.cu"])])`,
      },
      'setup',
    ],
    [
      "the name of PyTorch's class in a text",
      {
        'setup.py':
          'from torch.utils import cpp_extension as ce\nkind = getattr(ce, "CUDAExtension")\nsetup(name="a", ext_modules=[kind("a", files)])',
      },
      'torch',
    ],
    [
      "PyTorch's class in a dictionary",
      {
        'setup.py':
          'from torch.utils import cpp_extension as ce\nkind = {True: ce.CUDAExtension, False: ce.CppExtension}[gpu]\nsetup(name="a", ext_modules=[kind("a", files)])',
      },
      'torch',
    ],
  ])('compiles for CUDA with %s', (_, files, builtBy) => {
    const { python, cuda, languages } = factsOf({ ...files, 'csrc/k.cu': '' });
    expect([python?.isPure, cuda?.builtBy, cuda?.callsOnly]).toEqual([false, builtBy, undefined]);
    expect(languages).toEqual(expect.arrayContaining(['cuda', 'cxx']));
  });

  it('does not guess languages for a backend whose files tell them', () => {
    const files = {
      'pyproject.toml':
        '[build-system]\nrequires = ["scikit-build-core"]\nbuild-backend = "scikit_build_core.build"\n[project]\nname = "a"\n[tool.cibuildwheel]\nskip = "x"\n',
      'CMakeLists.txt': 'project(a LANGUAGES CXX)\n',
      'src/a.f90': '',
    };
    expect(decisionOn(files)).toEqual([false, ['cxx'], undefined]);
  });

  it('is not noarch with compiled libraries in a package, and names them', () => {
    const python = pythonOf({
      'setup.py': 'setup(name="a")',
      'a/__init__.py': '',
      'a/lib.so': '',
      'a/lib.so.1': '',
      'tests/b.so': '',
      'prebuilt/c.so': '',
    });
    expect(python.isPure).toBe(false);
    expect(python.shippedLibraries).toEqual(['a/lib.so', 'a/lib.so.1']);
  });

  it('compiles with CMake for a build backend in the source that calls scikit-build-core', () => {
    const backend = 'def build_wheel(*all):\n  from scikit_build_core.build import build_wheel as run\n';
    const { python, languages } = factsOf({ 'pyproject.toml': OWN(), 'backend.py': backend });
    expect([python?.isPure, languages]).toEqual([false, ['c', 'cxx']]);
    expect(python?.buildRequires.map(({ name }) => name)).toContain('scikit-build-core');
  });

  it.each<[string, Files]>([
    [
      'a build backend in the source that calls setuptools',
      {
        'pyproject.toml': OWN(),
        'backend.py': 'from setuptools.build_meta import *\nSUFFIX = sysconfig.get_config_var("EXT_SUFFIX")',
      },
    ],
    [
      'an empty list of extensions',
      { 'setup.py': `${SETUP}ext_modules = []\nsetup(name="a", ext_modules=ext_modules)`, 'a.c': '' },
    ],
    ['no extensions', { 'setup.py': 'setup(name="a", ext_modules=None)' }],
    [
      'extensions that setup() does not get',
      { 'setup.py': `${SETUP}Extension("a", ["a.c"])\nsetup(name="a")` },
    ],
    [
      'extensions of examples and tests',
      {
        'setup.py': 'setup(name="a")',
        'examples/setup.py': `${SETUP}setup(ext_modules=[Extension("a", ["a.c"])])`,
      },
    ],
    [
      'an Extension of Jinja in the package',
      {
        'setup.py': 'import a\nsetup(name="a", version=a.v, **more)',
        'a/__init__.py': 'from jinja2.ext import Extension\nclass Mine(Extension): pass\nMine("a.c")',
      },
    ],
    [
      "versioneer's commands",
      {
        'setup.py': 'import versioneer\nsetup(name="a", cmdclass=versioneer.get_cmdclass())',
        'versioneer.py': 'cmds["build_ext"] = cmd_build_ext',
      },
    ],
    [
      'a hook of Hatch that is off',
      { 'pyproject.toml': HATCH('[tool.hatch.build.targets.wheel.hooks.mypyc]\nenable-by-default = false') },
    ],
    [
      'hooks of Hatch that write texts',
      {
        'pyproject.toml': HATCH(
          '[tool.hatch.build.hooks.vcs]\nversion-file = "v.py"\n[tool.hatch.build.hooks.custom]',
        ),
        'hatch_build.py': 'write()',
      },
    ],
    [
      'a setup.py that Hatch does not run',
      {
        'pyproject.toml': HATCH(''),
        'setup.py': `${SETUP}setup(name="a", ext_modules=[Extension("a", ["a.c"])])`,
      },
    ],
    [
      'sources without a build',
      {
        'setup.py': 'setup(name="a", package_data={"a": ["*.cu", "*.c"]})',
        'a/__init__.py': '',
        'a/k.cu': '',
        'a/k.c': '',
      },
    ],
    [
      'nvcc asked for its version, and .cu files that are installed',
      {
        'setup.py':
          'import subprocess\nsubprocess.call(["nvcc", "--version"])\nsetup(name="a", package_data={"a": ["k/*.cu"]})',
        'a/__init__.py': '',
        'a/k/k.cu': '',
      },
    ],
    [
      'a documentation that make builds',
      {
        'setup.py': 'import subprocess\nsubprocess.call(["make", "html"])\nsetup(name="a")',
        'docs/conf.c': '',
      },
    ],
  ])('stays noarch with %s', (_, files) => {
    expect(decisionOn(files)).toEqual([true, [], undefined]);
  });
});

describe('branches for arguments of setup.py', () => {
  const TESTS = 'Extension("t", ["t.cc"], libraries=["gtest"])';
  const OWN_EXTENSION = 'Extension("a._c", ["c.c"])';
  const main = `else:\n  setup(name="a", ext_modules=[${OWN_EXTENSION}])\n`;
  const tested = `  setup(name="t", ext_modules=[${TESTS}])\n`;

  it.each([
    ['a flag', `if "--run-tests" in sys.argv:\n${tested}${main}`],
    [
      'one of several flags',
      `if os.name == "posix" and ("--run-tests" in sys.argv or sys.argv[1] == "test"):\n${tested}${main}`,
    ],
    ['a flag in a variable', `testing = "--run-tests" in sys.argv[1:]\nif testing:\n${tested}${main}`],
    [
      'a flag that is not there',
      `if "--run-tests" not in sys.argv:\n  setup(name="a", ext_modules=[${OWN_EXTENSION}])\nelse:\n${tested}`,
    ],
  ])('that pip never passes do not count: %s', (_, code) => {
    const facts = factsOf({ 'setup.py': `import os, sys\n${SETUP}${code}`, 'c.c': '', 't.cc': '' });
    expect([facts.languages, facts.links]).toEqual([['c'], []]);
  });

  it.each([
    '"bdist_wheel" in sys.argv',
    '"--with-cuda" in sys.argv',
    'len(sys.argv) > 1',
    '"--x" in arguments',
  ])('that may be taken count: %s', (test) => {
    const facts = factsOf({
      'setup.py': `import sys\n${SETUP}if ${test}:\n${tested}${main}`,
      ...{ 'c.c': '', 't.cc': '' },
    });
    expect([facts.languages, facts.links]).toEqual([['c', 'cxx'], ['gtest']]);
  });
});

describe('the switch of extensions', () => {
  const mypyc = (test: string) =>
    `import os\nfrom setuptools import setup\ndef made():\n  if ${test}:\n    return []\n  from mypyc.build import mypycify\n  return mypycify(["a.py"])\nsetup(name="a", ext_modules=made())`;

  it.each([
    [
      'a variable that is off',
      mypyc('os.environ.get("A_COMPILE", "").lower() not in ("yes", "true")'),
      { name: 'A_COMPILE', value: 'yes' },
    ],
    [
      'a variable or a file',
      mypyc('not (os.environ.get("A_MYPYC") == "1" or settings().compile)'),
      { name: 'A_MYPYC', value: '1' },
    ],
    ['nothing, if the variable turns extensions off', mypyc('os.environ.get("A_PURE")'), undefined],
    [
      'nothing, if there are others',
      `import os\n${SETUP}exts = [Extension("a", ["a.c"])]\nif os.environ.get("A_MORE"): exts.append(Extension("b", ["a.c"]))\nsetup(name="a", ext_modules=exts)`,
      undefined,
    ],
    [
      'nothing, if it is not known',
      `import os\n${SETUP}exts = []\nif found() or os.environ.get("A_MORE"): exts.append(Extension("b", ["a.c"]))\nsetup(name="a", ext_modules=exts)`,
      undefined,
    ],
  ])('is %s', (_, code, expected) => {
    expect(factsOf({ 'setup.py': code, 'a.py': '', 'a.c': '' }).extensionSwitch).toEqual(expected);
  });
});

import { factsOf, pythonOf, written } from '../source.fixture';

const PROJECT = '[project]\nname = "some-lib"\nversion = "1"\n';

/** The build requirements of a source with this setup.py. */
function needs(setup: string, more: Record<string, string> = {}): string[] {
  return pythonOf({
    'some_lib/__init__.py': '',
    'setup.py': `${setup}\nsetup(name="some-lib")`,
    ...more,
  }).buildRequires.map(written);
}

describe('the imports of a build', () => {
  it('become build requirements, by the names of PyPI', () => {
    const imports =
      'import os, sys\nfrom setuptools import setup\nfrom Cython.Build import cythonize\nimport numpy, yaml';
    expect(needs(imports)).toEqual(['setuptools', 'cython', 'numpy', 'pyyaml']);
  });

  it('are not repeated: the declared requirement has the version', () => {
    const system = '[build-system]\nrequires = ["setuptools>=61", "Cython>=3"]\n';
    expect(needs('import Cython, numpy, setuptools', { 'pyproject.toml': `${system}${PROJECT}` })).toEqual([
      'setuptools>=61',
      'Cython>=3',
      'numpy',
    ]);
  });

  it('are followed into modules of the source', () => {
    const own = {
      'build_tools/__init__.py': '',
      'build_tools/ext.py': 'from .flags import flags\ndef make():\n  import pybind11\n  import odd_one',
      'build_tools/flags.py': 'import packaging.version',
      'unused.py': 'import jinja2',
    };
    expect(needs('from build_tools.ext import make', own)).toEqual(['setuptools', 'pybind11', 'packaging']);
  });

  it('are followed into folders that setup.py adds to the path', () => {
    const own = { 'lib/py/helper.py': 'import numpy' };
    expect(needs('import sys\nsys.path.insert(0, STEM)\nimport helper', own)).toEqual([
      'setuptools',
      'numpy',
    ]);
    expect(needs('import helper', own)).toEqual(['setuptools', 'helper']);
  });

  it('do not include what functions of the package import later', () => {
    const own = { 'some_lib/__init__.py': 'import attr\ndef f():\n  import numpy' };
    expect(needs('from some_lib import __version__', own)).toEqual(['setuptools', 'attrs']);
    expect(needs('from some_lib import f', own)).toEqual(['setuptools', 'attrs', 'numpy']);
  });

  it('do not include commands that pip does not run', () => {
    const commands =
      'class PyTest(TestCommand):\n  def run(self):\n    import numpy\ndef build_docs():\n  import jinja2';
    expect(needs(commands)).toEqual(['setuptools']);
  });

  it('get a marker if only some Pythons need them', () => {
    expect(needs('import sys\nif sys.version_info < (3, 11):\n  import tomli')).toEqual([
      'setuptools',
      'tomli; python_version < "3.11"',
    ]);
  });

  it('are listed separately if the build goes on without them', () => {
    const setup =
      'try:\n  import numpy\nexcept ImportError:\n  numpy = None\nif MPI:\n  import mpi4py\nimport wheel';
    const python = pythonOf({ 'setup.py': `${setup}\nsetup(name="a")` });
    expect(python.buildRequires.map(written)).toEqual(['setuptools', 'wheel']);
    expect(python.optionalBuildRequires).toEqual(['numpy', 'mpi4py']);
  });

  it('include Cython in any case if its C code is not there', () => {
    const setup = 'try:\n  from Cython.Build import cythonize\nexcept ImportError:\n  cythonize = None';
    expect(needs(setup, { 'some_lib/a.pyx': '', 'some_lib/a.c': '' })).toEqual(['setuptools']);
    expect(needs(setup, { 'some_lib/a.pyx': '' })).toEqual(['setuptools', 'cython']);
  });

  it.each([
    ['[tool.poetry.build]\nscript = "build.py"', 'poetry.core.masonry.api'],
    ['[tool.poetry]\nbuild = "build.py"', 'poetry.core.masonry.api'],
    ['[tool.hatch.build.hooks.custom]\npath = "build.py"', 'hatchling.build'],
    ['[tool.hatch.metadata.hooks.custom]\npath = "build.py"', 'hatchling.build'],
    ['[tool.pdm.build]\ncustom-hook = "build.py"', 'pdm.backend'],
  ])('are those of the script of %s', (table, backend) => {
    const system = `[build-system]\nrequires = []\nbuild-backend = "${backend}"\n`;
    const files = { 'pyproject.toml': `${system}${PROJECT}${table}\n`, 'setup.py': 'import jinja2' };
    expect(pythonOf({ ...files, 'build.py': 'import numpy' }).buildRequires.map(written)).toEqual(['numpy']);
  });

  it('include those of the scripts of cffi, and of a backend in the source', () => {
    expect(
      needs('import cffi\nsetup(cffi_modules=["build_ffi.py:ffi"])', { 'build_ffi.py': 'import numpy' }),
    ).toContain('numpy');
    const system =
      '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "own"\nbackend-path = ["_build"]\n';
    const files = {
      'pyproject.toml': `${system}${PROJECT}`,
      '_build/own.py': 'import numpy\ndef sdist():\n  import twine',
    };
    expect(pythonOf(files).buildRequires.map(written)).toEqual(['setuptools', 'numpy']);
  });

  it('come to an end in a circle', () => {
    const circle = { 'a_helper.py': 'import b_helper', 'b_helper.py': 'import a_helper, numpy' };
    expect(needs('import a_helper', circle)).toEqual(['setuptools', 'numpy']);
    expect(factsOf({ 'setup.py': 'from . import x' }).python?.buildRequires.map(written)).toEqual([
      'setuptools',
    ]);
  });
});

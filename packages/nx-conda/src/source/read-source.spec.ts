import fc from 'fast-check';
import { cudaDevPackages } from './native/cuda-headers';
import { mesonDependencies, mesonLanguages } from './native/read-meson';
import { listItems, parseIni, scriptLines } from './python-project/ini';
import { readSource } from './read-source';
import { readRequirementsFile } from './requirements/read-requirements';
import { factsOf, pythonOf, sourceWith, written } from './source.fixture';
import { SourceFolder } from './source-folder';

const PROJECT =
  '[build-system]\nrequires = ["hatchling>=1"]\nbuild-backend = "hatchling.build"\n[project]\nname = "some-lib"\n';

describe('readSource', () => {
  it('reads pyproject.toml (PEP 621)', () => {
    const facts = factsOf({
      'pyproject.toml': `${PROJECT}version = "1.2"\ndescription = "What it\\n does"\nrequires-python = ">= 3.9"
license = "mit or apache-2.0"\ndependencies = ["numpy>=1; python_version < '3.12'", "torch"]
[project.scripts]\nrun-it = "some_lib.cli:main"\n[project.urls]\nHomepage = "https://example.org/x"\n`,
      'src/some_lib/__init__.py': '',
      'tests/__init__.py': '',
      LICENSE: '',
      'LICENSES/other.txt': '',
    });
    expect(facts).toMatchObject({
      name: 'some-lib',
      version: '1.2',
      summary: 'What it does',
      homepage: 'https://example.org/x',
      license: 'MIT OR Apache-2.0',
      licenseFiles: ['LICENSE', 'LICENSES/other.txt'],
      languages: [],
      cuda: undefined,
      isHeaderOnly: false,
    });
    expect(facts.python).toMatchObject({
      project: '.',
      imports: ['some_lib'],
      requiresPython: '>=3.9',
      entryPoints: ['run-it = some_lib.cli:main'],
      isPure: true,
      unread: [],
    });
    expect(facts.python?.requires.map(written)).toEqual(["numpy>=1; python_version < '3.12'", 'torch']);
    expect(facts.python?.buildRequires.map(written)).toEqual(['hatchling>=1']);
  });

  it.each([
    ['nothing', '[project]\nname = "a"\n', ['setuptools']],
    ['its own backend', '[build-system]\nrequires = []\n[project]\nname = "a"\n', []],
  ])('returns the build requirements if the source has %s', (_, pyproject, required) => {
    expect(pythonOf({ 'pyproject.toml': pyproject }).buildRequires.map(written)).toEqual(required);
  });

  it('adds setuptools if setup.py has more requirements', () => {
    const { buildRequires } = pythonOf({
      'setup.py': 'from setuptools import setup\nsetup(name="a", setup_requires=["pbr"])\n',
    });
    expect(buildRequires.map(written)).toEqual(['setuptools', 'pbr']);
  });

  it.each([
    ['[lib]\nname = "rpds"\n', 'rpds'],
    ['[package]\nname = "rpds-core"\n', 'rpds_core'],
    ['no TOML', 'rpds_py'],
  ])("takes a Rust module's name from its crate: %j", (cargo, module) => {
    const pyproject =
      '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "rpds-py"\n';
    expect(pythonOf({ 'pyproject.toml': pyproject, 'Cargo.toml': cargo }).imports).toEqual([module]);
  });

  it('uses the name of a C module from its extension', () => {
    const setup =
      'setup(name="ultra", ext_modules=[Extension("ujson", sources=["a.c"], libraries=["z", "m"])])';
    const facts = factsOf({ 'setup.py': setup, 'a.c': '' });
    expect(facts.python?.imports).toEqual(['ujson']);
    expect(facts.links).toEqual(['z', 'm']);
  });

  it('finds libraries that Meson and CMake link to a Python module', () => {
    const project = (requires: string, backend: string) =>
      `[build-system]\nrequires = ["${requires}"]\nbuild-backend = "${backend}"\n[project]\nname = "a"\n`;
    const named =
      'setup(name="a", ext_modules=[Extension("a", ["a.c"], libraries=config["libraries"] + ["z"])])';
    expect(factsOf({ 'setup.py': named }).links).toEqual(['z']);
    const meson = {
      'pyproject.toml': project('meson-python', 'mesonpy'),
      'meson.build': "project('a', 'c')\ngeos = dependency('geos', version: '>=3.9')\n",
      'subprojects/x/meson.build': "dependency('y')",
    };
    expect(factsOf(meson).links).toEqual(['geos']);
    const cmake = {
      'pyproject.toml': project('scikit-build-core', 'scikit_build_core.build'),
      'CMakeLists.txt': 'project(a CXX)\nfind_package(HDF5 REQUIRED)',
    };
    expect(factsOf(cmake).links).toEqual(['HDF5']);
  });

  it('prefers the facts in an sdist to a guess', () => {
    const files = {
      'setup.py': 'from own import build\nsetup(name="ru.yaml", **build())\n',
      'helper/__init__.py': '',
      'ru.yaml.egg-info/top_level.txt': 'ru\n',
    };
    expect(pythonOf(files).imports).toEqual(['ru']);
    expect(pythonOf({ ...files, 'ru.yaml.egg-info/top_level.txt': '' }).imports).toEqual(['helper']);
  });

  const APACHE = 'Apache License\nVersion 2.0, January 2004';
  it.each([
    ['of the build file, if the text is another', '"MIT"', APACHE, 'MIT'],
    ['of the build file, if both may be true', '"MIT OR Apache-2.0"', APACHE, 'MIT OR Apache-2.0'],
    ['as written, if nothing is clear', '"public domain, GPL 3"', '', 'public domain, GPL 3'],
  ])('uses the license %s', (_, license, text, expected) => {
    const files = { 'setup.py': `setup(name="a", license=${license})`, LICENSE: text };
    expect(factsOf(files).license).toBe(expected);
  });

  const MIT = 'Permission is hereby granted, free of charge, to any person obtaining a copy';
  const CLOSED = 'PROPRIETARY AND CONFIDENTIAL';
  it.each<[string, string, Record<string, string>, string[] | undefined]>([
    [
      'the text is of another license',
      'license="BSD-3-Clause"',
      { LICENSE: APACHE },
      ['metadata: BSD', 'LICENSE: Apache-2.0'],
    ],
    [
      'a classifier is',
      'classifiers=["License :: OSI Approved :: BSD License"]',
      { LICENSE: MIT },
      ['metadata: BSD', 'LICENSE: MIT'],
    ],
    [
      'one file allows nothing',
      'license="MIT"',
      { LICENSE: CLOSED, 'LICENSE.txt': MIT },
      ['metadata: MIT', 'LICENSE: proprietary'],
    ],
    [
      'nothing is, with a license for a part',
      'license="MIT"',
      { LICENSE: MIT, 'LICENSE.zlib': APACHE },
      undefined,
    ],
    ['nothing is', 'license="MIT"', { LICENSE: MIT }, undefined],
    ['the metadata is silent', '', { LICENSE: MIT }, undefined],
    ['the text is unknown', 'license="MIT"', { LICENSE: 'Do what you like.' }, undefined],
  ])('says both licenses if they differ: %s', (_, setup, files, expected) => {
    expect(factsOf({ 'setup.py': `setup(name="a", ${setup})`, ...files }).otherLicenses).toEqual(expected);
  });

  it.each([
    [
      'MIT',
      {
        LICENSE: APACHE,
        'LICENSE.MIT': 'Permission is hereby granted, free of charge, to any person obtaining a copy',
      },
      'MIT',
    ],
    ['MIT/Apache-2.0', { LICENSE: APACHE }, 'MIT OR Apache-2.0'],
    [
      'see below',
      {
        'LICENSE-APACHE': APACHE,
        'LICENSE-MIT': 'Permission is hereby granted, free of charge, to any person obtaining a copy',
      },
      'see below',
    ],
  ])('reads all files of a source with several licenses: %s', (license, files, expected) => {
    expect(factsOf({ 'setup.py': `setup(name="a", license="${license}")`, ...files }).license).toBe(expected);
  });

  it('returns inexact license classifiers as written', () => {
    const setup = 'setup(name="a", classifiers=["License :: OSI Approved :: BSD License"])';
    expect(factsOf({ 'setup.py': setup }).license).toBe('BSD License');
  });

  it('finds undeclared build requirements: pkg_resources, and Cython for a custom backend', () => {
    const old = pythonOf({ 'setup.py': 'from pkg_resources import parse_version\nsetup(name="a")' });
    expect(old.buildRequires.map(written)).toEqual(['setuptools<82']);
    const pyproject =
      '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "own"\nbackend-path = ["tool"]\n[project]\nname = "a"\n';
    const own = factsOf({ 'pyproject.toml': pyproject, 'a/__init__.py': '', 'a/fast.pyx': '' });
    expect(own.python?.buildRequires.map(written)).toEqual(['setuptools', 'cython']);
    expect([own.languages, own.python?.isPure]).toEqual([['c'], false]);
  });

  it('finds packages below lib', () => {
    const files = { 'pyproject.toml': PROJECT, 'lib/some_lib/__init__.py': '', 'lib/other/__init__.py': '' };
    expect(pythonOf(files).imports).toEqual(['some_lib']);
  });

  it('adds the requirements of a backend that builds itself', () => {
    const text = (requires: string) =>
      `[build-system]\nrequires = ${requires}\nbuild-backend = "a.build"\nbackend-path = ["src"]\n[project]\nname = "a"\ndependencies = ["b>=1"]\n`;
    const own = factsOf({ 'pyproject.toml': text('[]'), 'src/a/__init__.py': '' });
    expect(own.python?.buildRequires.map(written)).toEqual(['b>=1']);
    const wrapped = factsOf({ 'pyproject.toml': text('["setuptools"]'), 'src/a/__init__.py': '' });
    expect(wrapped.python?.buildRequires.map(written)).toEqual(['setuptools']);
  });

  it('reads poetry', () => {
    const facts = factsOf({
      'pyproject.toml': `[tool.poetry]\nname = "a"\nversion = "1.0"\nlicense = "MIT"\n[tool.poetry.dependencies]\npython = "^3.8"
b = "^1.2.3"\nc = "~1.2"\nd = { version = "*", extras = ["x"], markers = "os_name == 'nt'" }\ne = { version = "1", optional = true }
f = "1.5"\ng = ">=1,<2"\nh = "^0.2"\n[tool.poetry.scripts]\nrun = "a:main"\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"`,
      'a.py': '',
    });
    expect(facts.python?.requires.map(written)).toEqual([
      'b>=1.2.3,<2',
      'c>=1.2,<1.3',
      "d[x]; os_name == 'nt'",
      'f==1.5',
      'g>=1,<2',
      'h>=0.2,<0.3',
    ]);
    expect(facts.python).toMatchObject({
      imports: ['a'],
      requiresPython: '>=3.8,<4',
      entryPoints: ['run = a:main'],
    });
  });

  it.each([
    [
      'flit',
      {
        'pyproject.toml':
          '[build-system]\nbuild-backend = "flit_core.buildapi"\n[project]\nname = "a"\ndynamic = ["version"]',
        'a/__init__.py': '__version__ = "2.1"',
      },
    ],
    [
      'hatch',
      {
        'pyproject.toml':
          '[project]\nname = "a"\ndynamic = ["version"]\n[tool.hatch.version]\npath = "a/v.py"',
        'a/v.py': "VERSION: str = '2.1'",
      },
    ],
    [
      'setuptools',
      {
        'pyproject.toml':
          '[project]\nname = "a"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { attr = "a.v.__version__" }',
        'src/a/v.py': "__version__ = '2.1'",
      },
    ],
    [
      'setup.cfg',
      {
        'setup.cfg': '[metadata]\nname = a\nversion = attr: a.__version__',
        'setup.py': 'from setuptools import setup\nsetup()',
        'a/__init__.py': "__version__ = '2.1'",
      },
    ],
    [
      'a file',
      {
        'setup.cfg': '[metadata]\nname = a\nversion = file: VERSION',
        'setup.py': 'import setuptools\nsetuptools.setup()',
        VERSION: '2.1\n',
      },
    ],
  ])('reads the version that %s takes from a file', (_, files) => {
    expect(factsOf(files as unknown as Record<string, string>)).toMatchObject({ name: 'a', version: '2.1' });
  });

  it('uses the version of the tag if it comes from Git, and marks it as unread', () => {
    const files = {
      'pyproject.toml': '[project]\nname = "a"\ndynamic = ["version", "dependencies"]',
      'a/__init__.py': '',
    };
    expect(factsOf(files)).toMatchObject({ version: '1.5', python: { unread: ['version', 'requires'] } });
  });

  it('reads setup.cfg', () => {
    const facts = factsOf({
      'setup.py': 'from setuptools import setup\nsetup()',
      'setup.cfg':
        '[metadata]\nname = a\nversion = 1\nlicense = BSD 3-Clause\n[options]\npython_requires = >=3.7\npackage_dir =\n  = lib\npackages = find:\ninstall_requires =\n  b>=1\n  # no\n  c; os_name == "nt"\n[options.entry_points]\nconsole_scripts =\n  run=a.cli:main\n',
      'lib/a/__init__.py': '',
      'lib/z/__init__.py': '',
    });
    expect(facts).toMatchObject({
      license: 'BSD-3-Clause',
      python: { imports: ['a', 'z'], entryPoints: ['run = a.cli:main'] },
    });
    expect(facts.python?.requires.map(written)).toEqual(['b>=1', 'c; os_name == "nt"']);
  });

  it('prefers the PKG-INFO of an sdist to a setup.py that computes', () => {
    const python = pythonOf({
      'PKG-INFO':
        'Metadata-Version: 2.2\nName: A.b\nVersion: 3\nRequires-Dist: c>=1\nRequires-Dist: d; extra == "x"\n\nRequires-Dist: no\n',
      'setup.py': 'from setuptools import setup\nsetup(name="A.b", install_requires=compute())',
      'a.egg-info/entry_points.txt': '[console_scripts]\nRun = a:b\n[gui_scripts]\nx = a:c\n',
      'a.egg-info/top_level.txt': 'a\n',
    });
    expect(python.requires.map(written)).toEqual(['c>=1']);
    expect(python).toMatchObject({ entryPoints: ['Run = a:b'], unread: [], imports: ['a'] });
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['packages of a namespace', { 'google/cloud/some/__init__.py': '' }, ['google.cloud.some']],
    ['a module', { 'some_lib.py': '', 'conftest.py': '' }, ['some_lib']],
    ['the one with the name', { 'some_lib/__init__.py': '', 'other/__init__.py': '' }, ['some_lib']],
    [
      'all if none has the name',
      { 'b/__init__.py': '', 'c/__init__.py': '', 'docs/__init__.py': '' },
      ['b', 'c'],
    ],
    ['packages in src', { 'src/x/__init__.py': '', 'some_lib/__init__.py': '' }, ['x']],
  ])('imports %s', (_, files, imports) => {
    expect(pythonOf({ 'pyproject.toml': PROJECT, ...files }).imports).toEqual(imports);
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'maturin',
      {
        'pyproject.toml':
          '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[project]\nname = "a"',
      },
      ['rust'],
    ],
    [
      'meson',
      {
        'pyproject.toml': '[build-system]\nbuild-backend = "mesonpy"\n[project]\nname = "a"',
        'meson.build': "project(\n  'a', 'c', 'cpp', 'cython',\n  version: '1')",
      },
      ['c', 'cxx'],
    ],
    [
      'scikit-build-core',
      {
        'pyproject.toml': '[build-system]\nrequires = ["scikit_build_core"]\n[project]\nname = "a"',
        'CMakeLists.txt': 'project(a LANGUAGES CXX Fortran)',
      },
      ['cxx', 'fortran'],
    ],
    [
      'Extension',
      { 'setup.py': 'setup(name="a", ext_modules=[Extension("a", ["a.c", "b.cpp"])])' },
      ['c', 'cxx'],
    ],
    ['cythonize', { 'setup.py': 'setup(name="a", ext_modules=cythonize("*.pyx"))' }, ['c']],
    [
      'a module beside setup.py',
      {
        'setup.py': 'import b\nsetup(name="a", **b.more())',
        'b.py': 'def more(): return Extension("a", sources)',
        'x.cpp': '',
      },
      ['cxx'],
    ],
    [
      'PyTorch under another name',
      {
        'setup.py':
          'from torch.utils.cpp_extension import CUDAExtension, CppExtension\nE = CppExtension\nE = CUDAExtension\nsetup(name="a", ext_modules=[E("a"), CppExtension("b")])',
      },
      ['cuda', 'cxx'],
    ],
  ])('is not pure with %s', (_, files, languages) => {
    const facts = factsOf(files);
    expect([facts.python?.isPure, facts.languages]).toEqual([false, languages]);
  });

  it('reads CMake, without its comments', () => {
    const facts = factsOf({
      'CMakeLists.txt':
        '# project(no)\nproject(lib VERSION 1.4 LANGUAGES CXX)\nenable_language(CUDA)\nfind_package(CUDAToolkit REQUIRED)\n#[[find_package(No)]]\nadd_subdirectory(src)',
      'src/CMakeLists.txt': 'find_package(Eigen3 3.4 CONFIG)\nfind_package(${X})',
      'tests/CMakeLists.txt': 'find_package(GTest)',
      'a.cu': '#include <cublas_v2.h>\nconst char *x = "/usr/local/cuda/lib";\n',
    });
    expect(facts).toMatchObject({
      name: 'lib',
      version: '1.4',
      python: undefined,
      cmake: { languages: ['cuda', 'cxx'], finds: ['CUDAToolkit', 'Eigen3'] },
      cuda: { builtBy: 'cmake', devPackages: ['libcublas-dev'], fixedPaths: [{ file: 'a.cu', line: 2 }] },
      languages: ['cuda', 'cxx'],
    });
  });

  it('detects sources with only headers, and empty ones', () => {
    expect(factsOf({ 'include/a/b.hpp': '' })).toMatchObject({
      isHeaderOnly: true,
      name: 'some-lib',
      version: '1.5',
    });
    expect(factsOf({ 'README.md': '' })).toMatchObject({
      isHeaderOnly: false,
      python: undefined,
      cmake: undefined,
    });
    expect(factsOf({ 'pyproject.toml': '[tool.black]', 'a/__init__.py': '' }).python).toMatchObject({
      project: undefined,
      imports: ['a'],
    });
  });

  it.each([
    ['../../x', '[project]\nname = "../../x"'],
    ['a command', '[project]\nname = "$(touch x)"'],
    ['a line break', '[project]\nname = "a\\nb"'],
    ['ten megabytes', `[project]\nname = "${'a'.repeat(900_000)}"`],
  ])('refuses a name that is %s', (_, text) => {
    expect(() => factsOf({ 'pyproject.toml': text })).toThrow(
      /^pyproject.toml of the source has an invalid distribution name: .{3,90}\.$/,
    );
  });

  it('leaves out invalid values', () => {
    const facts = factsOf({
      'pyproject.toml': `${PROJECT}version = "$(x)"\ndescription = "${'a'.repeat(5000)}"\nrequires-python = "\`x\`"\ndependencies = ["b", "$(x)", "../c"]
[project.urls]\nHomepage = "javascript:alert(1)"\n[project.scripts]\nrun = "a:b; rm"\n"../x" = "a:b"\n`,
      'some_lib/__init__.py': '',
    });
    expect(facts).toMatchObject({
      version: '1.5',
      summary: undefined,
      homepage: 'https://example.org/a/some-lib',
    });
    expect(facts.python).toMatchObject({ requiresPython: undefined, entryPoints: [], unread: ['requires'] });
    expect(facts.python?.requires.map(written)).toEqual(['b']);
  });

  it('reports the place of invalid TOML in a pyproject.toml', () => {
    expect(() => factsOf({ 'pyproject.toml': '[project' })).toThrow(
      /pyproject.toml of the source is not valid TOML/,
    );
  });

  it.each(['pyproject.toml', 'setup.py'])('refuses a %s that is far too large', (name) => {
    expect(() => factsOf({ [name]: '#'.repeat(1_100_000) })).toThrow(
      /of the source is unreadable, or larger than/,
    );
  });

  const hostile = [
    '\n',
    ' ',
    '\t\n',
    '(',
    '[',
    '{',
    '#[[\n',
    ';',
    '"',
    "'",
    ',',
    '\\\n',
    ' #',
    'a=',
    'project(',
    "project('a'",
    '-',
    '.a',
    'a ',
    '= "',
    '[a]\n',
    'a\n b\n',
    '__version__',
    '*/ /*',
  ];
  it.each(hostile)('comes to an end with files full of %j', (text) => {
    const full = text.repeat(150_000 / text.length);
    const names = [
      'setup.cfg',
      'setup.py',
      'PKG-INFO',
      'CMakeLists.txt',
      'meson.build',
      'environment.yml',
      'LICENSE',
      'requirements.txt',
      'a/__init__.py',
      'b.cu',
      'x/setup.py',
    ];
    const files = Object.fromEntries(names.map((name) => [name, full]));
    const toml =
      '[build-system]\nbuild-backend = "mesonpy"\n[project]\nname = "a"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { attr = "a.v" }\n';
    const before = Date.now();
    factsOf({ ...files, 'pyproject.toml': toml });
    factsOf({
      ...files,
      'setup.py': `import os, re\nv = re.search("version", open("LICENSE").read())\nsetup(name="a", version=v, install_requires=open("requirements.txt").read())\n`,
    });
    expect(Date.now() - before).toBeLessThan(5000);
  });

  it('never fails with an unexpected error', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('[metadata]\nname = a\n', '[project]\nname = "__proto__"\n', 'dependencies:\n - a\n'),
    );
    const files = fc.dictionary(
      fc.constantFrom(
        'pyproject.toml',
        'setup.cfg',
        'setup.py',
        'PKG-INFO',
        'CMakeLists.txt',
        'environment.yml',
        'LICENSE',
        'requirements.txt',
        'a/__init__.py',
      ),
      text,
    );
    fc.assert(
      fc.property(files, (some) => {
        const folder = sourceWith(some);
        try {
          readSource(folder, { kind: 'path', path: folder });
        } catch (error) {
          expect((error as Error).name).toBe('ExplainedError');
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('long lines', () => {
  const LONG = 200_000;
  const requirements = (files: Record<string, string>) =>
    readRequirementsFile(new SourceFolder(sourceWith(files)), 'requirements.txt');
  const lines = (text: string) => listItems(parseIni(`[a]\nb =\n ${text}\n`).get('a')?.get('b'));
  const dev = (text: string) => cudaDevPackages(new SourceFolder(sourceWith({ 'a.py': text })), true);

  it.each([
    ['a key', () => parseIni(`[metadata]\na${' '.repeat(LONG)}b\n`)],
    ['comments', () => lines(`a${' #'.repeat(LONG / 2)}\u2028b`)],
    ['a script', () => scriptLines(`a${' '.repeat(LONG)}b`)],
    ['a file', () => requirements({ 'requirements.txt': `-r${'='.repeat(LONG)} x y` })],
    ['a file with spaces', () => requirements({ 'requirements.txt': `-r${' '.repeat(LONG)}x y` })],
    [
      'comments on requirements',
      () => requirements({ 'requirements.txt': `a${' #'.repeat(LONG / 2)}\u2028b` }),
    ],
    ['a hash', () => requirements({ 'requirements.txt': `a${' '.repeat(1900)}b\n`.repeat(500) })],
    ['calls', () => dev('add_libraries('.repeat(20_000))],
  ])('take linear time without an end of %s', (_, read) => {
    const before = Date.now();
    read();
    expect(Date.now() - before).toBeLessThan(500);
  });

  it('are still read', () => {
    const ini = parseIni('[metadata]\nName : a=b\n = c\nd=\n e\n f # g\n=h\ni\n j\n');
    expect([...(ini.get('metadata') ?? [])]).toEqual([
      ['name', 'a=b\n= c'],
      ['d', '\ne\nf # g'],
    ]);
    expect(lines('a # b')).toEqual(['a']);
    expect(scriptLines('r=a:b\n s  =  a:c\nt')).toEqual(['r = a:b', 's = a:c']);
    const files = {
      'requirements.txt': 'a  --hash=sha256:0\n-r=b.txt\n--requirement  c.txt\n-r = d.txt # e\n',
      ...{ 'b.txt': 'b', 'c.txt': 'c', 'd.txt': 'd' },
    };
    expect(requirements(files)).toEqual(['a', 'b', 'c', 'd']);
    expect(dev('a.add_libraries("nvrtc", "dl")')).toEqual(['cuda-nvrtc-dev']);
  });
});

describe('meson.build', () => {
  const PROJECT =
    '[build-system]\nrequires = ["meson-python"]\nbuild-backend = "mesonpy"\n[project]\nname = "a"\n';

  it.each([
    ["project('a', 'cpp', 'cuda')", 'meson'],
    ["project('a', 'cpp')\nadd_languages('cuda', required: true)", 'meson'],
    [
      "project('a', 'cpp')\nif add_languages('cuda', required: get_option('gpu'), native: false)\nendif",
      'meson',
    ],
    ["project('a', 'cpp')\n# add_languages('cuda')", undefined],
  ])('compiles CUDA: %j', (build, builtBy) => {
    const { cuda } = factsOf({ 'pyproject.toml': PROJECT, 'meson.build': build });
    expect(cuda?.builtBy).toBe(builtBy);
  });

  it('names libraries of CUDA, and leaves out dependencies that are not required', () => {
    const build = `project('a', 'cuda')
cuda = dependency('cuda', version: '>=12', modules: ['cublas', 'cusparse_static'])
dependency('zlib', required : false)
dependency('geos')
dependency('cufft')`;
    const { cuda, links } = factsOf({ 'pyproject.toml': PROJECT, 'meson.build': build });
    expect(cuda?.devPackages).toEqual(['libcublas-dev', 'libcusparse-dev', 'libcusparse-static']);
    expect(links).toEqual(['geos']);
  });

  it('is read only in the project, and for known languages', () => {
    const source = new SourceFolder(
      sourceWith({
        'py/meson.build': "project('a', 'cpp', 'constructor', 'toString')\ndependency('x')\n",
        'py/b/meson.build': "dependency('y')\n",
        'python/meson.build': "dependency('z')\n",
      }),
    );
    expect(mesonLanguages(source, 'py')).toEqual(['cxx']);
    expect(mesonDependencies(source, 'py').sort()).toEqual(['x', 'y']);
    expect(mesonDependencies(source, '').sort()).toEqual(['x', 'y', 'z']);
  });
});

import { pythonOf } from '../source.fixture';

/** The import names of a source with these lines in pyproject.toml, and these files. */
function imports(lines: string, ...files: string[]): string[] {
  const project = '[project]\nname = "acme"\nversion = "1"\n';
  const texts = files.map((file) => [file, ''] as const);
  return pythonOf({ 'pyproject.toml': `${lines}\n${project}`, ...Object.fromEntries(texts) }).imports;
}

const HATCH = '[tool.hatch.build.targets.wheel]\n';

describe('the layout in pyproject.toml', () => {
  it.each<[string, string, string[], string[]]>([
    ['hatch', `${HATCH}packages = ["src/acme"]`, ['src/acme/tools/__init__.py'], ['acme.tools']],
    [
      'hatch',
      `${HATCH}packages = ["src/acme"]`,
      ['src/acme/__init__.py', 'src/acme/a/__init__.py'],
      ['acme'],
    ],
    ['hatch', `${HATCH}packages = ["src/acme"]`, ['src/acme/tools.py'], ['acme.tools']],
    [
      'hatch',
      `${HATCH}only-include = ["src/acme/a"]\nsources = ["src"]`,
      ['src/acme/a/__init__.py'],
      ['acme.a'],
    ],
    [
      'hatch',
      `${HATCH}only-include = ["src"]\nsources = ["src"]`,
      ['src/x/__init__.py', 'src/y/__init__.py'],
      ['x', 'y'],
    ],
    ['flit', '[tool.flit.module]\nname = "acme.tools"', ['acme/tools/__init__.py'], ['acme.tools']],
    [
      'uv',
      '[tool.uv.build-backend]\nmodule-name = "acme.tools"',
      ['src/acme/tools/__init__.py'],
      ['acme.tools'],
    ],
    ['pdm', '[tool.pdm.build]\npackage-dir = "lib"', ['lib/x/__init__.py', 'acme/__init__.py'], ['x']],
    ['poetry', '[[tool.poetry.packages]]\ninclude = "acme/"', ['acme/tools/__init__.py'], ['acme.tools']],
    ['poetry', '[[tool.poetry.packages]]\ninclude = "acme/**/*.py"', ['acme/__init__.py'], ['acme']],
    [
      'poetry',
      '[[tool.poetry.packages]]\ninclude = "acme/a"\nfrom = "x"',
      ['x/acme/a/__init__.py'],
      ['acme.a'],
    ],
    ['poetry', '[[tool.poetry.packages]]\ninclude = "one.py"', ['one.py'], ['one']],
    [
      'maturin',
      '[tool.maturin]\nmodule-name = "acme._a"\npython-source = "py"',
      ['py/acme/__init__.py'],
      ['acme'],
    ],
    ['maturin', '[tool.maturin]\nmodule-name = "acme.a"', ['Cargo.toml'], ['acme.a']],
    ['setuptools', '[tool.setuptools]\npy-modules = ["one"]', ['one.py', 'acme/__init__.py'], ['one']],
  ])('of %s: %s', (_, lines, files, expected) => expect(imports(lines, ...files)).toEqual(expected));

  it('of setuptools may have modules and found packages', () => {
    const modules = '[tool.setuptools]\npy-modules = ["acme_build"]\n';
    const files = ['acme_build.py', 'acme/__init__.py', 'acme_more/__init__.py', 'other/__init__.py'];
    const find = '[tool.setuptools.packages.find]\ninclude = ["acme*"]\nexclude = ["*_more"]';
    expect(imports(`${modules}${find}`, ...files)).toEqual(['acme', 'acme_build']);
    expect(imports(`${modules}[tool.setuptools.packages.find]`, ...files)).toEqual([
      ...['acme', 'acme_more', 'other', 'acme_build'],
    ]);
  });

  it('may have tests, which need more than the package requires', () => {
    const both = `${HATCH}packages = ["src/acme", "src/testing"]`;
    expect(imports(both, 'src/acme/__init__.py', 'src/testing/acme/__init__.py')).toEqual(['acme']);
    expect(imports(`${HATCH}packages = ["testing"]`, 'testing/__init__.py')).toEqual(['testing']);
  });

  it('may have a module of tests, which needs more than the package requires', () => {
    const modules = '[tool.setuptools]\npy-modules = ["sass", "sasstests"]';
    expect(imports(modules, 'sass.py', 'sasstests.py')).toEqual(['sass']);
  });

  it('may have a namespace of plugins beside the package, which need more than it requires', () => {
    const files = ['beets/__init__.py', 'beetsplug/bpd/__init__.py', 'beetsplug/web/__init__.py'];
    expect(imports(`${HATCH}packages = ["beets", "beetsplug"]`, ...files)).toEqual(['beets']);
    expect(imports(`${HATCH}packages = ["beetsplug"]`, ...files)).toEqual(['beetsplug.bpd', 'beetsplug.web']);
  });

  it('of setuptools may include what is in a namespace', () => {
    const find = '[tool.setuptools.packages.find]\ninclude = ["acme.*"]';
    expect(imports(find, 'acme/tools/__init__.py', 'other/__init__.py')).toEqual(['acme.tools']);
  });
});

describe('the layout in setup.py', () => {
  it('may have modules and found packages', () => {
    const setup =
      'from setuptools import *\nsetup(name="acme", py_modules=["one"], packages=find_packages())';
    expect(pythonOf({ 'setup.py': setup, 'one.py': '', 'acme/__init__.py': '' }).imports).toEqual([
      'acme',
      'one',
    ]);
  });

  it('may add a folder to found packages', () => {
    const setup =
      'from setuptools import *\nsetup(name="acme", packages=find_packages(exclude=["tests"]) + ["acme.more"])';
    const files = { 'setup.py': setup, 'acme/__init__.py': '', 'acme/more/a.py': '' };
    expect(pythonOf(files).imports).toEqual(['acme']);
  });
});

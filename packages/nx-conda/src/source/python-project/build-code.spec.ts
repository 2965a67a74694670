import { pythonOf, factsOf, sourceWith, written } from '../source.fixture';
import { SourceFolder } from '../source-folder';
import { buildCode } from './build-code';

/** The files that setup.py runs: `a.py`; `a.py, maybe`. */
function runBy(files: Record<string, string>, packages: string[] = []): string[] {
  const source = new SourceFolder(sourceWith(files));
  const code = buildCode(source, [{ file: 'setup.py', isBackend: false }], packages);
  return code.map(({ name, reach }) => (reach === 'always' ? name : `${name}, ${reach}`));
}

describe('buildCode', () => {
  it('follows imports and names of files, at any depth', () => {
    const files = {
      'setup.py': 'from tools.ext import made\nexec(open("a/version.py").read())',
      'tools/__init__.py': '',
      'tools/ext.py': 'from . import flags',
      'tools/flags.py': '',
      'tools/unused.py': '',
      'a/version.py': '',
    };
    expect(runBy(files)).toEqual([
      'setup.py',
      'tools/__init__.py',
      'tools/ext.py',
      'tools/flags.py',
      'a/version.py, maybe',
    ]);
  });

  it('tells what may not run', () => {
    const setup =
      'import a\ntry:\n  import b\nexcept ImportError:\n  pass\nif TYPE_CHECKING:\n  import c\nif PY2:\n  import d';
    const files = { 'a.py': 'def later():\n  import e', 'b.py': '', 'c.py': '', 'd.py': '', 'e.py': '' };
    expect(runBy({ 'setup.py': setup, ...files }, ['a'])).toEqual([
      'setup.py',
      'a.py',
      'b.py, optional',
      'c.py, maybe',
      'd.py, maybe',
      'e.py, maybe',
    ]);
  });

  it('follows first what runs for certain', () => {
    const many = Array.from({ length: 100 }, (_, n) => `part${n}`);
    const files = Object.fromEntries(many.map((name) => [`a/${name}.py`, '']));
    const setup = `import a\nimport tools`;
    const later = `def later():\n${many.map((name) => `  from . import ${name}\n`).join('')}`;
    const found = runBy(
      { 'setup.py': setup, 'a/__init__.py': later, ...files, 'tools.py': 'import b', 'b.py': '' },
      ['a'],
    );
    expect(found.slice(0, 5)).toEqual(['setup.py', 'a/__init__.py', 'tools.py', 'b.py', 'a/part0.py, maybe']);
    expect(found).toHaveLength(60);
  });

  it('looks in the folders that any file of the build adds to the path', () => {
    const paths = 'sys.path.insert(0, os.path.join(here, "install"))\nimport helper';
    const files = { 'setup.py': 'import paths', 'paths.py': paths, 'install/helper/__init__.py': '' };
    expect(runBy(files)).toEqual(['setup.py', 'paths.py', 'install/helper/__init__.py']);
  });

  it('prefers a package to a module of the same name, as Python does', () => {
    expect(runBy({ 'setup.py': 'import a', 'a.py': '', 'a/__init__.py': '' })).toEqual([
      'setup.py',
      'a/__init__.py',
    ]);
  });

  const HATCH = `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "a"
[tool.hatch.build.targets.wheel.hooks.custom]
`;
  const CALL = 'import subprocess\nsubprocess.run(["cmake", "-G", "Ninja"])\n';

  it('tells which scripts call CMake: those of any backend, and no others', () => {
    const files = { 'pyproject.toml': HATCH, 'CMakeLists.txt': 'project(a CXX)', 'hatch_build.py': '' };
    expect(factsOf({ ...files, 'hatch_build.py': CALL }).buildTools).toEqual(['cmake', 'ninja']);
    expect(factsOf({ ...files, 'setup.py': CALL }).buildTools).toEqual([]);
  });

  it('knows a setup.py that is the build backend too', () => {
    const toml =
      '[build-system]\nrequires = []\nbuild-backend = "setup"\nbackend-path = ["."]\n[project]\nname = "a"\n';
    const setup = 'import tool\ndef build_wheel(*all):\n  import numpy\n  run("x.so")';
    const python = pythonOf({ 'pyproject.toml': toml, 'setup.py': setup });
    expect(python.buildRequires.map(written)).toEqual(['tool', 'numpy']);
    expect(python.unclearBuild).toBe('the build backend setup.py');
  });
});

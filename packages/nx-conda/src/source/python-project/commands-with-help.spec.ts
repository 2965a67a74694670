import { pythonOf } from '../source.fixture';

/** The commands that print help, of a package with a command in this module. */
function commandsOf(module: string, requires: string[] = [], path = 'a/cli.py'): string[] | undefined {
  const project = `[project]\nname = "a"\nversion = "1"\ndependencies = ${JSON.stringify(requires)}\n`;
  const files = {
    'pyproject.toml': `${project}[project.scripts]\nrun = "a.cli:main"\n`,
    'a/__init__.py': '',
  };
  return pythonOf({ ...files, [path]: module }).commandsWithHelp;
}

describe('commands with help', () => {
  it.each(['a/cli.py', 'a/cli/__init__.py', 'src/a/cli.py'])(
    'are those whose module %s reads arguments',
    (path) => {
      expect(commandsOf('import argparse\nfrom a.core import run\nfrom .other import x', [], path)).toEqual([
        'run',
      ]);
    },
  );

  it('may need what the package requires, and nothing else', () => {
    expect(commandsOf('import argparse, yaml', ['PyYAML'])).toEqual(['run']);
    expect(commandsOf('import argparse, yaml')).toBeUndefined();
    expect(commandsOf('import argparse\ntry:\n  import yaml\nexcept ImportError: pass')).toEqual(['run']);
  });

  it('are unknown without such a library, or without the module', () => {
    expect(commandsOf('import sys')).toBeUndefined();
    expect(commandsOf('import argparse', [], 'a/other.py')).toBeUndefined();
  });
});

describe('programs that are files', () => {
  it('are those of setup.py and setup.cfg', () => {
    expect(
      pythonOf({ 'setup.py': 'setup(name="a", scripts=["bin/do", "bin/x y"])', 'a.py': '' }).scripts,
    ).toEqual(['do']);
    const cfg = '[metadata]\nname = a\n[options]\nscripts =\n  bin/do\n  do\n';
    expect(pythonOf({ 'setup.py': 'setup()', 'setup.cfg': cfg, 'a.py': '' }).scripts).toEqual(['do']);
  });
});

describe('the version of a source', () => {
  it.each([
    ['[tool.pdm.version]\nsource = "file"\npath = "a.py"', 'pdm.backend', false],
    ['[tool.pdm.version]\nsource = "scm"', 'pdm.backend', undefined],
    ['[tool.hatch.version]\npath = "a.py"', 'hatchling.build', false],
    ['[tool.hatch.version]\nsource = "vcs"', 'hatchling.build', undefined],
    ['[tool.setuptools_scm]', 'setuptools.build_meta', undefined],
  ])('is from git or not: %s', (table, backend, isVersionOfGit) => {
    const system = `[build-system]\nrequires = []\nbuild-backend = "${backend}"\n`;
    const project = '[project]\nname = "a"\ndynamic = ["version"]\n';
    const files = { 'pyproject.toml': `${system}${project}${table}\n`, 'a.py': '__version__ = "1"' };
    expect(pythonOf(files).isVersionOfGit).toBe(isVersionOfGit);
  });

  it('is not from git if pyproject.toml has it', () => {
    expect(pythonOf({ 'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n' }).isVersionOfGit).toBe(
      false,
    );
  });
});

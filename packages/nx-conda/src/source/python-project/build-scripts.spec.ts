import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SourceFolder } from '../source-folder';
import { buildScripts } from './build-scripts';
import { readPyproject } from './read-pyproject';

const scriptsOf = (pyproject: string, ...others: string[]): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'build-scripts-'));
  try {
    for (const name of others) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), '');
    }
    writeFileSync(join(folder, 'pyproject.toml'), pyproject);
    const source = new SourceFolder(folder);
    return buildScripts(source, '', readPyproject(source, 'pyproject.toml')).map(({ file }) => file);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const BACKEND = (name: string) => `[build-system]\nrequires = []\nbuild-backend = "${name}"\n`;

describe('the scripts that a build runs', () => {
  it.each([
    ['hatchling.build'],
    ['mesonpy'],
    ['flit_core.buildapi'],
    ['scikit_build_core.build'],
    ['py_build_cmake.build'],
  ])('%s does not run setup.py', (backend) => {
    expect(scriptsOf(BACKEND(backend), 'setup.py')).toEqual([]);
  });

  it.each([['setuptools.build_meta'], ['scikit_build_core.setuptools.build_meta'], ['pbr.build']])(
    '%s runs setup.py',
    (backend) => {
      expect(scriptsOf(BACKEND(backend), 'setup.py')).toEqual(['setup.py']);
    },
  );

  it('SIP runs project.py', () => {
    expect(scriptsOf(BACKEND('sipbuild.api'), 'project.py', 'setup.py')).toEqual(['project.py']);
  });

  it('a custom hook of Hatch runs for a wheel, and not if it is for sdists or disabled', () => {
    const hatch = BACKEND('hatchling.build');
    expect(scriptsOf(`${hatch}[tool.hatch.build.hooks.custom]\n`, 'hatch_build.py')).toEqual([
      'hatch_build.py',
    ]);
    expect(scriptsOf(`${hatch}[tool.hatch.build.targets.sdist.hooks.custom]\n`, 'hatch_build.py')).toEqual(
      [],
    );
    const disabled = '[tool.hatch.build.hooks.custom]\nenable-by-default = false\n';
    expect(scriptsOf(`${hatch}${disabled}`, 'hatch_build.py')).toEqual([]);
  });

  it('a build backend in the source may run setup.py', () => {
    const own = `${BACKEND('backend.build')}backend-path = ["_own"]\n`;
    expect(scriptsOf(own, 'setup.py', '_own/backend/build.py')).toEqual([
      'setup.py',
      '_own/backend/build.py',
    ]);
  });
});

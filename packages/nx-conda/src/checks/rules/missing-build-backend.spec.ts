import { findingsOf, fixed, linesOf } from '../subject.fixture';
import { missingBuildBackend } from './missing-build-backend';

const PIP = '$PYTHON -m pip install . --no-build-isolation';
const recipe = (host: string[], script = PIP) =>
  `source:\n  path: source\nbuild:\n  script:\n    - ${script}\nrequirements:\n  host:\n    - python\n    - pip\n${host.map((one) => `    - ${one}\n`).join('')}`;
const project = (backend: string, more = '') => ({
  'pyproject.toml': `[build-system]\nrequires = [\n  "x",\n]\nbuild-backend = "${backend}"\n${more}[project]\nname = "a"\n`,
});
const check = (text: string, source?: Record<string, string>) =>
  findingsOf(missingBuildBackend, text, source && { source });

describe('missing-build-backend', () => {
  it.each([
    ['hatchling.build', 'hatchling'],
    ['flit_core.buildapi', 'flit-core'],
    ['poetry.core.masonry.api', 'poetry-core'],
    ['scikit_build_core.build', 'scikit-build-core'],
    ['mesonpy', 'meson-python'],
  ])('finds a source that is built with %s, and adds %s', (backend, conda) => {
    const findings = check(recipe(['setuptools']), project(backend));
    expect(linesOf(findings)).toEqual([`error 5: ${PIP}`]);
    expect(fixed(findings)).toBe(recipe(['setuptools', conda]));
    expect(check(fixed(findings), project(backend))).toEqual([]);
  });

  it('reads the project in the folder that pip builds', () => {
    const [name = '', text = ''] = Object.entries(project('hatchling.build'))[0] ?? [];
    const source = { [`py/${name}`]: text, 'setup.py': '' };
    for (const script of ['pip install ./py', 'cd py && pip install .'])
      expect(linesOf(check(recipe(['setuptools'], script), source))).toEqual([
        `error 5: ${script.replace('cd py && ', '')}`,
      ]);
    expect(check(recipe(['hatchling'], 'pip install ./py'), source)).toEqual([]);
  });

  it('warns about setuptools, which an old pip brings', () => {
    expect(linesOf(check(recipe([]), { 'setup.py': '' }))).toEqual([`warning 5: ${PIP}`]);
    expect(check(recipe(['setuptools-scm']), { 'setup.py': '' })).toEqual([]);
    expect(linesOf(check(recipe(['pytorch']), { 'setup.py': '' }))).toEqual([`info 5: ${PIP}`]);
  });

  it('warns about a source elsewhere if there is no backend at all', () => {
    const elsewhere = recipe([]).replace('path: source', 'url: https://example.org/a.tar.gz');
    expect(linesOf(check(elsewhere))).toEqual([`warning 5: ${PIP}`]);
    expect(check(elsewhere.replace('- pip\n', '- pip\n    - flit-core\n'))).toEqual([]);
  });

  it.each([
    ['the source contains its backend', recipe([]), project('my_backend', 'backend-path = ["tools"]\n')],
    ['the backend is unknown', recipe(['other-backend']), project('other_backend.api')],
    ['another package brings it', recipe(['hatch-vcs']), project('hatchling.build')],
    ['a requirement is unknown', recipe(['${{ backend }}']), project('hatchling.build')],
    ['pip installs a wheel', recipe([], '$PYTHON -m pip install ./dist/a.whl'), { 'setup.py': '' }],
    [
      'a patch changes the project',
      recipe([]).replace('path: source', 'path: source\n  patches: [a.patch]'),
      undefined,
    ],
    [
      'a backend builds itself',
      `context: {name: flit-core}\npackage: {name: "\${{ name }}"}\n${recipe([])}`,
      { 'setup.py': '' },
    ],
    ['nothing is installed', recipe([], 'make'), { 'setup.py': '' }],
  ])('finds nothing if %s', (_, text, source) => {
    if (source) expect(check(text, source)).toEqual([]);
    else {
      const besides = { 'a.patch': '+++ b/pyproject.toml\n' };
      const around = { source: project('hatchling.build'), besides };
      expect(
        findingsOf(missingBuildBackend, text.replace('- pip\n', '- pip\n    - setuptools\n'), around),
      ).toEqual([]);
    }
  });

  it('reports a script once', () => {
    expect(check(recipe([], `${PIP}\n    - ${PIP} -vv`))).toHaveLength(1);
  });
});

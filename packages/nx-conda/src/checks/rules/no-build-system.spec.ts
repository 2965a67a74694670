import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { noBuildSystem } from './no-build-system';

const source = { 'net/__init__.py': '', 'train.py': '', 'data/a.txt': '' };
const check = (recipe: string, surroundings: Surroundings = {}) =>
  findingsOf(noBuildSystem, recipe, { source, ...surroundings });
const script = (command: string) => `build:\n  script:\n    - ${command}\n`;

describe('no-build-system', () => {
  it('finds an installation of a source that pip cannot build, and copies its packages instead', () => {
    const findings = check(script('${{ PYTHON }} -m pip install . -vv --no-deps'));
    expect(findings.map(({ severity, line }) => [severity, line])).toEqual([['error', 3]]);
    expect(findings[0]?.why).toBe(
      'pip refuses such a source. Top level of the source: data, net, train.py. Python packages: net.',
    );
    const after = fixed(check(script('pip install .')));
    expect(after).toBe(script('mkdir -p $SP_DIR && cp -R net $SP_DIR/'));
    expect(check(after)).toEqual([]);
  });

  it.each([
    ['python -m pip install . -vv', 'mkdir -p $SP_DIR && cp -R net $SP_DIR/'],
    [
      'make && $PYTHON -m pip install --no-deps $SRC_DIR && make x',
      'make && mkdir -p $SP_DIR && cp -R net $SP_DIR/ && make x',
    ],
    ['${{ PYTHON }} -m pip install .', 'mkdir -p $SP_DIR && cp -R net $SP_DIR/'],
  ])('replaces the whole command: %s', (command, expected) => {
    expect(fixed(check(script(command)))).toBe(script(expected));
  });

  it('replaces a command of several lines', () => {
    const besides = { 'build.sh': 'pip install . \\\n  --no-deps \\\n  -vv\nmake\n' };
    const findings = check('about: {}\n', { besides });
    expect(fixed(findings, 'recipes/a/build.sh')).toBe('mkdir -p $SP_DIR && cp -R net $SP_DIR/\nmake\n');
  });

  it.each([
    ['pyproject.toml is there', 'pip install .', { source: { 'pyproject.toml': '' } }],
    ['setup.py is there', 'pip install .', { source: { 'setup.py': '' } }],
    ['a patch adds one', 'pip install .', { besides: { 'a.patch': '+++ b/pyproject.toml' } }],
    ['the script makes one', 'cp $RECIPE_DIR/setup.py . && pip install .', {}],
    ['another folder is entered', 'cd python && pip install .', {}],
    ['a folder below is installed', 'pip install ./python', {}],
    ['a wheel is installed', 'pip install *.whl', {}],
    ['nothing is installed', 'make install', {}],
    ['it is only in a comment', 'make # pip install .', {}],
  ])('finds nothing if %s', (_, command, surroundings) => {
    expect(check(script(command), surroundings)).toEqual([]);
  });

  it('finds nothing if the source is not on this machine', () => {
    expect(findingsOf(noBuildSystem, script('pip install .'))).toEqual([]);
  });

  it.each([
    ['no folder is a package', 'pip install .', { source: { 'train.py': '' } }],
    ['a folder has a name that a shell would read', 'pip install .', { source: { 'a b/__init__.py': '' } }],
    ['a variable is set for pip alone', 'PIP_NO_DEPS=1 pip install .', {}],
    ['quotes hold the command', '"pip install ."', {}],
    ['the commands are those of Windows', 'pip install .', { platform: 'win-64' }],
  ])('offers no fix if %s', (_, command, surroundings) => {
    expect(check(script(command), surroundings).map(({ fix }) => fix)).toStrictEqual([undefined]);
  });

  it.each([
    ['linux-64', 'mkdir -p $SP_DIR && cp -R net $SP_DIR/\n', 'pip install .\n'],
    ['win-64', 'pip install .\n', 'pip install .\n'],
  ])('fixes a shell script, but not a batch file: %s', (platform, shell, batch) => {
    const besides = { 'build.sh': 'pip install .\n', 'build.bat': 'pip install .\n' };
    const findings = check('about: {}\n', { besides, platform });
    expect(linesOf(findings)).toEqual(['error 1: pip install .']);
    const texts = ['build.sh', 'build.bat'].map(
      (name) => fixed(findings, `recipes/a/${name}`) || besides[name as keyof typeof besides],
    );
    expect(texts).toEqual([shell, batch]);
  });
});

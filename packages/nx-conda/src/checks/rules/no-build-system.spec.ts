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

  it.each([
    ['pip wheel . -w dist', 'pip installs the source, which has neither pyproject.toml nor setup.py.'],
    ['cd net && pip install .', 'pip installs the source, which has neither pyproject.toml nor setup.py.'],
    ['pip install ./net/', 'pip installs ./net/, which has neither pyproject.toml nor setup.py.'],
    ['pip install $SRC_DIR/net', 'pip installs $SRC_DIR/net, which has neither pyproject.toml nor setup.py.'],
    ['$PYTHON setup.py install --record=a.txt', 'python setup.py builds the source, which has no setup.py.'],
    [
      '${{ PYTHON }} -m build --wheel -o dist',
      'python -m build builds the source, which has neither pyproject.toml nor setup.py.',
    ],
    ['python -m build net', 'python -m build builds net, which has neither pyproject.toml nor setup.py.'],
  ])('finds other commands and folders, without a fix: %s', (command, message) => {
    expect(check(script(command)).map((one) => [one.message, one.fix])).toEqual([[message, undefined]]);
  });

  it('heeds the folder that an earlier command of the list enters', () => {
    const list = 'build:\n  script:\n    - cd net\n    - pip install .\n';
    expect(check(list, { source: { 'net/pyproject.toml': '' } })).toEqual([]);
    expect(linesOf(check(list))).toEqual(['error 4: pip install .']);
    const back = 'build:\n  script:\n    - cd net\n    - cd $SRC_DIR\n    - pip install ./b\n';
    expect(check(back, { source: { 'net/a': '', 'b/setup.py': '' } })).toEqual([]);
  });

  it.each([
    ['cd other && python setup.py install'],
    ['(cd net; make) && pip install ./data'],
    ['cd $X && pip install .'],
    ['cd .. && pip install .'],
    ['unzip a.zip && pip install ./data'],
    ['python -m build.tool'],
    ['pip install ./data/a.whl'],
  ])('does not guess the folder: %s', (command) => {
    expect(check(script(command))).toEqual([]);
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

  describe('for `python setup.py`', () => {
    const project = { 'pyproject.toml': '[project]\nname = "a"\n', 'old/setup.py': '' };

    it('finds a source with only a pyproject.toml, and names pip', () => {
      const findings = check(script('$PYTHON setup.py install'), { source: project });
      expect(linesOf(findings)).toEqual(['error 3: PYTHON setup.py install']);
      expect(findings[0]?.help[0]).toContain('pip install .');
      expect(findings[0]?.fix).toBeUndefined();
    });

    it('finds a folder with only a pyproject.toml', () => {
      const source = { 'net/pyproject.toml': '', 'setup.py': '' };
      expect(linesOf(check(script('cd net && python setup.py bdist_wheel'), { source }))).toHaveLength(1);
    });

    it.each([
      ['the folder has a setup.py', 'cd old && python setup.py install', {}],
      ['a patch adds it', 'python setup.py install', { 'a.patch': '+++ b/setup.py\n' }],
    ])('finds nothing if %s', (_, command, besides) => {
      expect(check(script(command), { source: project, besides })).toEqual([]);
    });
  });
});

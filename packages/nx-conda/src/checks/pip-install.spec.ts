import { installsSource, pipInstalls } from './pip-install';
import { subjectFrom } from './subject.fixture';

const installsOf = (command: string) =>
  subjectFrom('about: {}\n', { besides: { 'build.sh': command } }).scripts.flatMap(pipInstalls);
const textsOf = (command: string) =>
  installsOf(command).map(({ file, start, end }) => file.text.slice(start, end));

describe('pipInstalls', () => {
  it.each([
    ['pip install .', ['pip install .']],
    ['cd a && pip3 install . -vv && make', ['pip3 install . -vv']],
    ['$PYTHON -m pip install . ; ls', ['$PYTHON -m pip install .']],
    ['"${PREFIX}/bin/python" -m pip install .', ['"${PREFIX}/bin/python" -m pip install .']],
    ['%PYTHON% -m pip install .\r\nmake', ['%PYTHON% -m pip install .']],
    ['${{ PYTHON }} -m pip install .', ['${{ PYTHON }} -m pip install .']],
    ['pip install \\\n  . \\\n  -vv\nmake', ['pip install \\\n  . \\\n  -vv']],
    ['pip install a\npip install b', ['pip install a', 'pip install b']],
    ['# pip install .', []],
    ['pip check', []],
    ['pipx install a', []],
  ])('finds in %j: %j', (command, expected) => {
    expect(textsOf(command)).toEqual(expected);
  });

  it.each([
    ['pip install . --no-deps -vv', ['.']],
    ['pip install -r requirements.txt a', ['a']],
    ['pip install --prefix $PREFIX ./a b==1', ['./a', 'b==1']],
    ['pip install . -vv --no-binary mypkg', ['.']],
    ['pip install . --config-settings="a=1 b" --global-option "c d"', ['.']],
    ['pip install -e . --progress-bar off > log.txt', ['.']],
    ['pip install . --only-binary :none: --python python3 --report out.json', ['.']],
    ['pip install --find-links dist a', []],
    ['pip install \\\n  a \\\n  b', ['a', 'b']],
  ])('reads the targets of %j: %j', (command, expected) => {
    expect(installsOf(command).flatMap(({ targets }) => targets)).toEqual(expected);
  });
});

describe('installsSource', () => {
  it.each([
    ['.', true],
    ['./', true],
    ['".[all]"', true],
    ['$SRC_DIR', true],
    ['${SRC_DIR}/', true],
    ['%SRC_DIR%', true],
    ['./python', false],
    ['$SRC_DIR/python', false],
    ['..', false],
    ['a', false],
  ])('%s: %s', (target, expected) => {
    expect(installsOf(`pip install ${target}`).some(installsSource)).toBe(expected);
  });
});

import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { pipInstallFromIndex } from './pip-install-from-index';

const check = (command: string, surroundings?: Surroundings) =>
  findingsOf(pipInstallFromIndex, `build:\n  script:\n    - ${command}\n`, surroundings);

describe('pip-install-from-index', () => {
  it.each([
    ['pip install cumm', 'cumm', 'cumm'],
    ['python -m pip install "cumm>=0.5" --no-deps', 'cumm', 'cumm>=0.5'],
    ['$PYTHON -m pip install -vv cumm[all]==1.2', 'cumm', 'cumm[all]==1.2'],
    ['pip install . numpy', 'numpy', 'numpy'],
  ])('warns about %s', (command, name, argument) => {
    const findings = check(command);
    expect(linesOf(findings)).toEqual([`warning 3: ${command}`]);
    expect(findings[0]?.help).toEqual([
      `Add ${name} to requirements.host, under its name in the channel, and remove ${argument} from the pip install command.`,
    ]);
  });

  it.each([
    'pip install .',
    'pip install . --no-deps --no-build-isolation -vv',
    'pip install ./python',
    'pip install dist/a.whl',
    'pip install a-1.0-py3-none-any.whl',
    'pip install -r requirements.txt',
    'pip install --no-index --find-links dist cumm',
    'pip install --prefix $PREFIX .',
    'pip install ${{ name }}.whl',
    'pip install $SRC_DIR',
    'pip check',
    'make # pip install cumm',
    'pip install . && make install',
  ])('leaves %s alone', (command) => {
    expect(check(command)).toEqual([]);
  });

  it('leaves alone a folder of the source', () => {
    expect(check('pip install python', { source: { 'python/setup.py': '' } })).toEqual([]);
  });
});

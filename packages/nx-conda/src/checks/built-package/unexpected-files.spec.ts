import type { PackagedFile } from '../../channel/package-contents';
import type { PackageFacts } from './package-facts';
import { factsOf } from './package-facts.fixture';
import { unexpectedFiles } from './unexpected-files';

const file = (path: string, elf?: PackagedFile['elf']): PackagedFile => ({
  path,
  type: 'file',
  ...(elf && { elf }),
});
const found = (paths: string[], facts: Partial<PackageFacts> = {}) =>
  unexpectedFiles(factsOf([], { files: paths.map((path) => file(path)), ...facts })).map(
    ({ message }) => message,
  );

const packages = 'lib/python3.11/site-packages';

describe('unexpectedFiles', () => {
  it.each([
    ['.git/config', 'The package contains a git repository: .git/config.'],
    [
      `${packages}/tests/test_a.py`,
      `site-packages contains a top-level folder of tests, which may clash with other packages: ${packages}/tests/test_a.py.`,
    ],
    [
      'site-packages/test/__init__.py',
      'site-packages contains a top-level folder of tests, which may clash with other packages: site-packages/test/__init__.py.',
    ],
    [
      'share/a/__pycache__/a.cpython-311.pyc',
      'The package contains Python bytecode outside the folders of Python modules (lib/python3.x, site-packages): share/a/__pycache__/a.cpython-311.pyc.',
    ],
    [
      `${packages}/spconv_cu126-2.3.6.dist-info/METADATA`,
      'The Python distribution is named spconv-cu126, so pip check fails for packages that require spconv.',
    ],
  ])('finds %s', (path, message) => {
    expect(found(['share/a', path])).toEqual([message]);
  });

  it.each([
    `${packages}/a/tests/test_a.py`,
    `${packages}/a/__pycache__/a.cpython-311.pyc`,
    'lib/python3.11/__pycache__/os.cpython-311.pyc',
    'site-packages/a/__pycache__/a.pyc',
    `${packages}/spconv-2.3.6.dist-info/METADATA`,
    `${packages}/cu-1-1.dist-info/METADATA`,
    'share/doc/a.gitignore',
  ])('accepts %s', (path) => expect(found([path])).toEqual([]));

  it('finds an empty package, unless the recipe makes no files', () => {
    const empty = ['The package contains no files except its metadata.'];
    expect(found(['info/index.json'])).toEqual(empty);
    expect(found(['info/index.json'], { makesFiles: false })).toEqual([]);
    expect(found(['info/recipe/build.sh'], { makesFiles: false })).toEqual(empty);
  });

  it('finds ELF files in a noarch package', () => {
    const files = [file('lib/liba.so', { needed: [] }), file('bin/a', 'unreadable'), file('share/text')];
    expect(found([], { files })).toEqual([]);
    expect(found([], { files, subdir: 'noarch' })).toEqual([
      'The package cannot be noarch: lib/liba.so and 1 other file run on one platform only.',
    ]);
  });

  it('warns about a license that is a link', () => {
    const files: PackagedFile[] = [
      { path: 'info/licenses/LICENSE', type: 'symlink' },
      { path: 'info/licenses/NOTICE', type: 'file' },
      { path: 'lib/liba.so', type: 'symlink' },
    ];
    expect(found([], { files })).toEqual([
      'The package contains a license as a symbolic link, which may lead nowhere: info/licenses/LICENSE.',
    ]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { digestPackage } from './digest';
import { type PackageFixture, storedZip, storedZstd, tarball, writePackage } from './package-file.fixture';

const recordPath = 'site-packages/a-1.dist-info/RECORD';
const elf = (name: string, buildId = 'i') => {
  const note = `\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0${buildId.repeat(20)}`;
  return Buffer.from(`\x7fELF${note} code of tmpxft_${name}_ and more`, 'latin1');
};

function fixture(): Required<PackageFixture> {
  return {
    index: { depends: ['b >=1', 'c'], license: 'MIT', timestamp: 1 },
    paths: [
      {
        _path: 'bin/run',
        path_type: 'hardlink',
        file_mode: 'text',
        prefix_placeholder: '/tmp/a',
        sha256: '0',
      },
      { _path: 'lib/data', path_type: 'hardlink' },
    ],
    info: {
      'link.json': '{"noarch": {"type": "python", "entry_points": ["run = a:main"]}}',
      'run_exports.json': '{"weak": ["a >=1"]}',
      'about.json': '{"summary": "one"}',
      'recipe/recipe.yaml': '# one',
      'tests/tests.yaml': '[]',
      'licenses/LICENSE': 'one',
    },
    payload: [
      { path: 'bin/run', content: 'echo', mode: 0o755 },
      { path: 'lib/data', content: 'data' },
      { path: 'lib/link', type: 'symlink', linkTarget: 'data' },
      { path: 'lib/hard', type: 'link', linkTarget: 'lib/data' },
      { path: 'lib/a.so', content: elf('0000b4a1') },
      { path: recordPath, content: 'a.py,sha256=1,1\n../lib/a.so,sha256=2,2\n' },
    ],
  };
}

describe('digestPackage', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-digest-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  async function digest(
    change: (fixture: Required<PackageFixture>) => void = () => undefined,
  ): Promise<string> {
    const file = join(folder, 'a-1-h_0.conda');
    const changed = fixture();
    change(changed);
    await writePackage(file, changed);
    return digestPackage(file);
  }

  type Change = [string, (fixture: Required<PackageFixture>) => void];
  const payload =
    (path: string, fields: object): Change[1] =>
    (fixture) => {
      fixture.payload = fixture.payload.map((entry) =>
        entry.path === path ? { ...entry, ...fields } : entry,
      );
    };
  const seen: Change[] = [
    ['a byte of a file', payload('lib/data', { content: 'dat4' })],
    ['the executable bit', payload('lib/data', { mode: 0o755 })],
    ['the target of a symlink', payload('lib/link', { linkTarget: 'hard' })],
    ['the target of a hard link', payload('lib/hard', { linkTarget: 'bin/run' })],
    ['a file in place of a link', payload('lib/link', { type: 'file', linkTarget: undefined })],
    ['the name of a file', payload('lib/data', { path: 'lib/date' })],
    ['a missing file', (fixture) => fixture.payload.shift()],
    ['an additional empty file', (fixture) => fixture.payload.push({ path: 'lib/z' })],
    ['a dependency', (fixture) => (fixture.index = { ...fixture.index, depends: ['b >=2', 'c'] })],
    ['the build number', (fixture) => (fixture.index = { ...fixture.index, build_number: 1 })],
    ['a run export', (fixture) => (fixture.info['run_exports.json'] = '{"weak": ["a >=2"]}')],
    ['no run exports', (fixture) => delete fixture.info['run_exports.json']],
    ['an entry point', (fixture) => (fixture.info['link.json'] = '{"noarch": {"type": "python"}}')],
    ['no_link', (fixture) => Object.assign(fixture.paths[1] ?? {}, { no_link: true })],
    ['file_mode', (fixture) => Object.assign(fixture.paths[0] ?? {}, { file_mode: 'binary' })],
    ['code around the name that nvcc left', payload('lib/a.so', { content: Buffer.from('\x7fELF other') })],
    [
      'the hash of another file in RECORD',
      payload(recordPath, { content: 'a.py,sha256=9,1\n../lib/a.so,sha256=2,2\n' }),
    ],
    ['a missing row in RECORD', payload(recordPath, { content: 'a.py,sha256=1,1\n' })],
  ];

  it.each(seen)('changes with %s', async (_what, change) => {
    expect(await digest(change)).not.toBe(await digest());
  });

  const unseen: Change[] = [
    ['nothing', () => undefined],
    ['the time of the build', (fixture) => (fixture.index = { ...fixture.index, timestamp: 2 })],
    ['the license', (fixture) => (fixture.index = { ...fixture.index, license: 'BSD', license_family: 'B' })],
    ['the text of the license', (fixture) => (fixture.info['licenses/LICENSE'] = 'two')],
    ['the summary', (fixture) => (fixture.info['about.json'] = '{"summary": "two"}')],
    ['a comment in the recipe', (fixture) => (fixture.info['recipe/recipe.yaml'] = '# two')],
    ['a test', (fixture) => (fixture.info['tests/tests.yaml'] = '[{"script": "a"}]')],
    [
      'the prefix placeholder',
      (fixture) => Object.assign(fixture.paths[0] ?? {}, { prefix_placeholder: '/tmp/b' }),
    ],
    ['the sha256 in paths.json', (fixture) => Object.assign(fixture.paths[0] ?? {}, { sha256: '1' })],
    ['bits to read and write', payload('lib/data', { mode: 0o600 })],
    ['the order in the archive', (fixture) => fixture.payload.reverse()],
    ['the order of the keys of index.json', (fixture) => (fixture.index = reversed(fixture.index))],
    ['the process id of nvcc', payload('lib/a.so', { content: elf('0000cafe') })],
    ['the build id', payload('lib/a.so', { content: elf('0000b4a1', 'j') })],
  ];

  it.each(unseen)('stays the same with another: %s', async (_what, change) => {
    expect(await digest(change)).toBe(await digest());
  });

  it('does not see the process id of nvcc through the hash in RECORD', async () => {
    const other = await digest((fixture) => {
      payload('lib/a.so', { content: elf('0000cafe') })(fixture);
      payload(recordPath, { content: 'a.py,sha256=1,1\n../lib/a.so,sha256=3,2\n' })(fixture);
    });
    expect(other).toBe(await digest());
  });

  it('sees every change of a byte, but no change of the order', async () => {
    const contents = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(contents, fc.nat(), async (texts, which) => {
        const files = texts.map((content, index) => ({ path: `f${index}`, content }));
        const one = await digest((fixture) => (fixture.payload = files));
        const shuffled = await digest((fixture) => (fixture.payload = [...files].reverse()));
        const changed = files.map((file, index) =>
          index === which % files.length ? { ...file, content: `${file.content}!` } : file,
        );
        expect(shuffled).toBe(one);
        expect(await digest((fixture) => (fixture.payload = changed))).not.toBe(one);
      }),
      { numRuns: 20 },
    );
  });

  it('stays the same from release to release', async () => {
    expect(await digest()).toBe('7e817a52a8d5638f608aa845f7cc82350940d6473d7e894054a3719e85aba1f6');
  });

  it('fails if index.json is unreadable', async () => {
    const file = join(folder, 'a-1-h_0.conda');
    const info = storedZstd(await tarball([{ path: 'info/index.json', content: '{' }]));
    writeFileSync(
      file,
      storedZip({ 'info-a.tar.zst': info, 'pkg-a.tar.zst': storedZstd(await tarball([])) }),
    );
    await expect(digestPackage(file)).rejects.toThrow(`${file} has no readable info/index.json.`);
  });
});

function reversed(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).reverse());
}

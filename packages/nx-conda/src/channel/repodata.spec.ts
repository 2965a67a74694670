import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { emptyRepodata, listPackages, readRepodata, writeEmptyChannel, writeRepodata } from './repodata';

/** As rattler-build 0.74 writes it, shortened. */
const record = {
  arch: 'x86_64',
  build: 'hb0f4dca_0',
  build_number: 3,
  depends: ['b >=1'],
  name: 'a',
  sha256: 'ca58bc69',
  size: 6972,
  subdir: 'linux-64',
  timestamp: 1795520115778,
  version: '1.0.0',
};

describe('a channel folder', () => {
  let channel: string;
  beforeEach(() => (channel = mkdtempSync(join(tmpdir(), 'nx-conda-channel-'))));
  afterEach(() => rmSync(channel, { recursive: true, force: true }));

  function write(path: string, content: unknown): void {
    const file = join(channel, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  it('lists its packages by subdir and file name, old format included', async () => {
    write('linux-64/repodata.json', {
      info: { subdir: 'linux-64' },
      packages: { 'b-1-0.tar.bz2': { ...record, name: 'b' } },
      'packages.conda': { 'c-1-0.conda': { ...record, name: 'c' }, 'a-1.0.0-hb0f4dca_0.conda': record },
    });
    write('noarch/repodata.json', {
      'packages.conda': { 'd-1-0.conda': { ...record, build_number: undefined } },
    });
    write('bld/rattler-build_a/work/x', '');
    const packages = await listPackages(channel);
    expect(packages.map(({ subdir, fileName }) => `${subdir}/${fileName}`)).toEqual([
      'linux-64/a-1.0.0-hb0f4dca_0.conda',
      'linux-64/b-1-0.tar.bz2',
      'linux-64/c-1-0.conda',
      'noarch/d-1-0.conda',
    ]);
    expect(packages[0]).toEqual({
      subdir: 'linux-64',
      fileName: 'a-1.0.0-hb0f4dca_0.conda',
      name: 'a',
      version: '1.0.0',
      buildString: 'hb0f4dca_0',
      buildNumber: 3,
      size: 6972,
      sha256: 'ca58bc69',
      record,
    });
    expect(packages[3]?.buildNumber).toBe(0);
  });

  it('without any package lists none', async () => {
    expect(await listPackages(channel)).toEqual([]);
    await writeEmptyChannel(channel);
    expect(await listPackages(channel)).toEqual([]);
  });

  it('that does not exist: how to build', async () => {
    await expect(listPackages(join(channel, 'missing'))).rejects.toMatchObject({
      message: `No packages in ${join(channel, 'missing')}: the folder does not exist.`,
      help: ['To build the project that this folder belongs to, run nx run <project>:conda-build'],
    });
  });

  it.each(['', '{"packages.conda": {', 'null', '[1]x'])(
    'with a damaged index is explained: %j',
    async (text) => {
      write('noarch/repodata.json', text);
      await expect(listPackages(channel)).rejects.toMatchObject({
        name: 'ExplainedError',
        message: `${join(channel, 'noarch/repodata.json')} is damaged: it is not repodata.`,
      });
    },
  );

  it.each(['name', 'version', 'build', 'size', 'sha256'])(
    'whose index gives no %s is explained',
    async (key) => {
      write('noarch/repodata.json', { 'packages.conda': { 'a.conda': { ...record, [key]: undefined } } });
      await expect(listPackages(channel)).rejects.toThrow(`repodata.json has no ${key} for a.conda.`);
    },
  );

  it('gets an empty index, also twice at once, and nothing else', async () => {
    await Promise.all([writeEmptyChannel(channel), writeEmptyChannel(channel)]);
    expect(JSON.parse(readFileSync(join(channel, 'noarch/repodata.json'), 'utf8'))).toEqual({
      info: { subdir: 'noarch' },
      packages: {},
      'packages.conda': {},
      repodata_version: 2,
    });
    expect(readdirSync(join(channel, 'noarch'))).toEqual(['repodata.json']);
    await writeEmptyChannel(channel, ['linux-64']);
    expect(readdirSync(channel)).toEqual(['linux-64', 'noarch']);
  });

  it('keeps unknown parts of an index, but no counts', async () => {
    const info = { subdir: 'noarch', base_url: '../x', repodata_revisions: { v0: { n_packages: 1 } } };
    write('noarch/repodata.json', { ...emptyRepodata('noarch'), info, removed: ['z-1-0.conda'] });
    const repodata = await readRepodata(channel, 'noarch');
    if (!repodata) throw new Error('no index');
    await writeRepodata(channel, { ...repodata, 'packages.conda': { 'b.conda': record, 'a.conda': record } });
    const text = readFileSync(join(channel, 'noarch/repodata.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({
      info: { subdir: 'noarch', base_url: '../x' },
      packages: {},
      'packages.conda': { 'a.conda': record, 'b.conda': record },
      removed: ['z-1-0.conda'],
      repodata_version: 2,
    });
    expect(text.indexOf('a.conda')).toBeLessThan(text.indexOf('b.conda'));
  });
});

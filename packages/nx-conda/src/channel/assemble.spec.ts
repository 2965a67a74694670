import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishToFolder, type Published } from './assemble';
import type { PackageToPublish } from './placement';
import { listPackages } from './repodata';

describe('publishToFolder', () => {
  let root: string;
  let channel: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nx-conda-publish-'));
    channel = join(root, 'deep/channel');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** A package in the folder of a project; its content is not read. */
  function built(fileName: string, content: string, subdir = 'linux-64'): PackageToPublish {
    const project = mkdtempSync(join(root, 'project-'));
    const file = join(project, fileName.replaceAll('/', '_'));
    writeFileSync(file, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const size = content.length;
    const [name = '', version = '', build = ''] = fileName.replace(/\.conda$/, '').split('-');
    const record = { name, version, build, build_number: 0, depends: [], sha256, size, subdir };
    return {
      subdir,
      fileName,
      name,
      version,
      buildString: build,
      buildNumber: 0,
      size,
      sha256,
      record,
      file,
    };
  }

  const publish = (packages: PackageToPublish[], force = false) =>
    publishToFolder({ packages, channel, force });
  const results = (published: Published[]) => published.map(({ result }) => result);
  const there = (path: string) => readFileSync(join(channel, path), 'utf8');
  const index = (subdir: string) =>
    JSON.parse(there(`${subdir}/repodata.json`)) as { 'packages.conda': Record<string, object> };

  it('puts the packages of many projects into one indexed channel', async () => {
    const a = built('a-1-0.conda', 'A');
    const b = built('b-1-0.conda', 'B', 'noarch');
    const c = built('c-1-0.conda', 'C');
    expect(await publish([a, b])).toEqual([
      { subdir: 'linux-64', fileName: 'a-1-0.conda', result: 'added' },
      { subdir: 'noarch', fileName: 'b-1-0.conda', result: 'added' },
    ]);
    expect(results(await publish([c]))).toEqual(['added']);
    expect(there('linux-64/a-1-0.conda')).toBe('A');
    expect(index('linux-64')['packages.conda']).toEqual({ 'a-1-0.conda': a.record, 'c-1-0.conda': c.record });
    expect(index('noarch')['packages.conda']).toEqual({ 'b-1-0.conda': b.record });
    expect(readdirSync(join(channel, 'linux-64')).sort()).toEqual([
      'a-1-0.conda',
      'c-1-0.conda',
      'repodata.json',
    ]);
  });

  it('always has a noarch index, or clients consider the channel missing', async () => {
    await publish([built('a-1-0.conda', 'A')]);
    expect(index('noarch')['packages.conda']).toEqual({});
    expect(results(await publish([]))).toEqual([]);
  });

  it('does nothing for the same content', async () => {
    await publish([built('a-1-0.conda', 'A')]);
    const before = there('linux-64/repodata.json');
    const newer = built('a-1-0.conda', 'A');
    newer.record = { ...newer.record, depends: ['other'] };
    expect(results(await publish([newer], true))).toEqual(['unchanged']);
    expect(there('linux-64/repodata.json')).toBe(before);
  });

  it('refuses different content with the same name, and then adds nothing', async () => {
    const old = built('a-1-0.conda', 'A');
    await publish([old]);
    const other = built('a-1-0.conda', 'other');
    await expect(publish([built('b-1-0.conda', 'B'), other])).rejects.toMatchObject({
      message:
        `${channel} already has these packages with different content:\n  linux-64/a-1-0.conda\n` +
        `    in the channel: sha256 ${old.sha256}\n    to publish:     sha256 ${other.sha256}`,
      help: [
        expect.stringMatching('Raise build.number') as string,
        expect.stringMatching('--force') as string,
      ],
    });
    expect(there('linux-64/a-1-0.conda')).toBe('A');
    expect(existsSync(join(channel, 'linux-64/b-1-0.conda'))).toBe(false);
  });

  it('replaces it on demand, in the index too', async () => {
    await publish([built('a-1-0.conda', 'A')]);
    const other = built('a-1-0.conda', 'other');
    expect(results(await publish([other], true))).toEqual(['replaced']);
    expect(there('linux-64/a-1-0.conda')).toBe('other');
    expect((await listPackages(channel)).map(({ sha256 }) => sha256)).toEqual([other.sha256]);
  });

  it('lists an existing package that is not in the index', async () => {
    const a = built('a-1-0.conda', 'A');
    mkdirSync(join(channel, 'linux-64'), { recursive: true });
    writeFileSync(join(channel, 'linux-64/a-1-0.conda'), 'A');
    expect(results(await publish([a]))).toEqual(['added']);
    expect(index('linux-64')['packages.conda']).toEqual({ 'a-1-0.conda': a.record });
  });

  it('restores a missing package that is in the index', async () => {
    const a = built('a-1-0.conda', 'A');
    await publish([a]);
    rmSync(join(channel, 'linux-64/a-1-0.conda'));
    expect(results(await publish([a]))).toEqual(['added']);
    expect(there('linux-64/a-1-0.conda')).toBe('A');
  });

  it('refuses a package that does not match its index, and leaves nothing behind', async () => {
    const stale = built('a-1-0.conda', 'A');
    writeFileSync(stale.file, 'changed later');
    await expect(publish([built('b-1-0.conda', 'B'), stale])).rejects.toThrow(
      `${stale.file} does not match its repodata.json:`,
    );
    expect(readdirSync(join(channel, 'linux-64'))).toEqual([]);
  });

  it('refuses two packages with the same name, but accepts the same one twice', async () => {
    const a = built('a-1-0.conda', 'A');
    const twin = built('a-1-0.conda', 'twin');
    await expect(publish([a, twin], true)).rejects.toThrow(
      `Two packages are named a-1-0.conda:\n  ${a.file}\n  ${twin.file}`,
    );
    await publish([a, built('a-1-0.conda', 'A')]);
    expect(there('linux-64/a-1-0.conda')).toBe('A');
  });

  it.each([
    ['../a-1-0.conda', 'linux-64'],
    ['b/a-1-0.conda', 'linux-64'],
    ['b\\a-1-0.conda', 'linux-64'],
    ['..', 'linux-64'],
    ['', 'linux-64'],
    ['a-1-0.conda', '../noarch'],
    ['a-1-0.conda', '.'],
  ])('refuses the name %j in %j', async (fileName, subdir) => {
    const safe = built('a-1-0.conda', 'A');
    await expect(publish([{ ...safe, fileName, subdir }])).rejects.toThrow(
      'is not the name of a file or a subdir',
    );
  });

  it('removes other forms of the index, which clients would read instead', async () => {
    await publish([built('a-1-0.conda', 'A')]);
    const others = [
      'repodata.json.zst',
      'repodata.json.bz2',
      'repodata.info.json',
      'repodata_shards.msgpack.zst',
      'repodata_from_packages.json',
      'current_repodata.json',
      'current_repodata.json.gz',
      'run_exports.json.zst',
    ];
    for (const name of [...others, 'notes.txt']) writeFileSync(join(channel, 'linux-64', name), '');
    await publish([built('a-1-0.conda', 'A')]);
    expect(readdirSync(join(channel, 'linux-64'))).toHaveLength(others.length + 3);
    await publish([built('b-1-0.conda', 'B')]);
    expect(readdirSync(join(channel, 'linux-64')).sort()).toEqual([
      'a-1-0.conda',
      'b-1-0.conda',
      'notes.txt',
      'repodata.json',
    ]);
  });

  it('refuses a channel whose only index is in another form', async () => {
    mkdirSync(join(channel, 'linux-64'), { recursive: true });
    writeFileSync(join(channel, 'linux-64/repodata.json.zst'), '');
    await expect(publish([built('a-1-0.conda', 'A')])).rejects.toThrow(
      'has repodata.json.zst but no repodata.json',
    );
    expect(readdirSync(join(channel, 'linux-64'))).toEqual(['repodata.json.zst']);
  });

  it('loses nothing if many publish at once', async () => {
    const packages = Array.from({ length: 12 }, (_, number) => built(`p${number}-1-0.conda`, `P${number}`));
    await Promise.all(packages.map((one) => publish([one])));
    expect((await listPackages(channel)).map(({ fileName }) => fileName)).toEqual(
      packages.map(({ fileName }) => fileName).sort(),
    );
  });
});

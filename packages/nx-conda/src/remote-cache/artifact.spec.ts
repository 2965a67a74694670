import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkArtifact } from './artifact';
import { artifactOf, buildFiles } from './artifact.fixture';

const build = buildFiles('17');
const report = build['dist/conda/a/build.json'] ?? '';

describe('checkArtifact', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-artifact-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  async function check(
    files: Record<string, string | Buffer>,
    change = (bytes: Buffer) => bytes,
    hash = '17',
  ): Promise<void> {
    const file = join(folder, 'artifact');
    writeFileSync(file, change(await artifactOf(files)));
    await checkArtifact(file, hash);
  }

  it('accepts an intact build, and other outputs', async () => {
    await check(build);
    await check({ code: '0', terminalOutput: '' });
    // The log of a later, failed build may replace that of the build.
    await check({ ...build, 'dist/conda/a/build.log': 'any' });
  });

  it('rejects the build of another task', async () => {
    const other = check(build, undefined, '18');
    await expect(other).rejects.toThrow(
      'dist/conda/a: the build belongs to another task (project a, hash 17)',
    );
  });

  it.each([
    ['another package', { 'dist/conda/a/noarch/a-1-0.conda': 'other' }, 'does not match build.json'],
    ['another digest', { 'dist/conda/a/digest.json': 'other' }, 'does not match build.json'],
    ['an additional package', { 'dist/conda/a/noarch/b-1-0.conda': 'b' }, 'is not listed in build.json'],
    ['a log elsewhere', { 'dist/conda/a/noarch/build.log': 'b' }, 'is not listed in build.json'],
    ['a package elsewhere', { 'dist/conda/b/noarch/b-1-0.conda': 'b' }, 'has no build.json'],
    ['a damaged report', { 'dist/conda/a/build.json': report.slice(1) }, 'JSON'],
    [
      'a changed report',
      { 'dist/conda/a/build.json': report.replace('"a"', '"b"') },
      'build.json is damaged',
    ],
    ['a report of something else', { 'dist/conda/a/build.json': '[]' }, 'is not a build report'],
    ['a path outside the workspace', { '../x': 'y' }, 'is outside'],
    ['an absolute path', { '/etc/x': 'y' }, 'is outside'],
  ])('rejects %s', async (_what, files, says) => {
    await expect(check({ ...build, ...files })).rejects.toThrow(says);
  });

  it('rejects a report that would fill the memory', async () => {
    const report = check({ ...build, 'dist/conda/a/build.json': Buffer.alloc(64_000_001) });
    await expect(report).rejects.toThrow(
      'dist/conda/a/build.json: the content is larger than 64000000 bytes, the limit of nx-conda',
    );
  });

  it('rejects a missing package or a truncated file', async () => {
    const rest = Object.entries(build).filter(([name]) => !name.endsWith('.conda'));
    await expect(check(Object.fromEntries(rest))).rejects.toThrow('noarch/a-1-0.conda is missing');
    await expect(check({ 'dist/conda/a/x': '' })).rejects.toThrow('incomplete');
    await expect(check(build, (bytes) => bytes.subarray(0, bytes.length - 20))).rejects.toThrow(
      'end of file',
    );
    await expect(check(build, () => Buffer.from('rubbish'))).rejects.toThrow('header');
    await expect(check(build, () => Buffer.alloc(0))).rejects.toThrow();
  });
});

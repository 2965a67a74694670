import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildReport, readBuildReport, readDigests, writeBuildReport } from './build-report';

const report: Omit<BuildReport, 'files' | 'checksum'> = {
  project: 'cumm',
  recipe: 'recipes/cumm/recipe.yaml',
  hash: '17',
  engine: { name: 'rattler-build', kind: 'path', version: '0.74.0' },
  seconds: 525.5,
  packages: [
    {
      name: 'cumm',
      version: '0.7.11',
      buildString: 'cuda126_he81d661_0',
      buildNumber: 0,
      subdir: 'linux-64',
      file: 'linux-64/cumm-0.7.11-cuda126_he81d661_0.conda',
      size: 1_814_037,
      sha256: 'ab'.repeat(32),
      ...{ depends: ['python'], runExports: {}, fileCount: 2 },
      variant: { cuda_compiler_version: '12.6' },
      cudaOverride: '12.6',
      resolved: { build: [], host: [] },
    },
  ],
};

describe('the reports beside the packages', () => {
  let folder: string;
  beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'nx-conda-report-')), 'cumm')));
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('are read as written', async () => {
    await writeBuildReport(folder, report, {
      packages: { 'linux-64/a': 'd1' },
      tests: { 'linux-64/a': 't1' },
    });
    const hashOf = (file: string) =>
      createHash('sha256')
        .update(readFileSync(join(folder, file), 'utf8'))
        .digest('hex');
    expect(readBuildReport(folder)).toEqual({
      ...report,
      files: { 'digest.json': hashOf('digest.json'), 'tests.json': hashOf('tests.json') },
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(readDigests(folder)).toEqual({ 'linux-64/a': 'd1' });
  });

  it('have the same digest.json for the same content, despite other differences', async () => {
    const digestText = () => readFileSync(join(folder, 'digest.json'), 'utf8');
    const packages = { 'noarch/b': 'd2', 'linux-64/a': 'd1' };
    await writeBuildReport(folder, report, { packages, tests: { 'noarch/b': 't2' } });
    const first = digestText();
    await writeBuildReport(
      folder,
      { ...report, seconds: 1 },
      { packages: { 'linux-64/a': 'd1', 'noarch/b': 'd2' }, tests: {} },
    );
    expect(digestText()).toBe(first);
    expect(first).toBe('{\n  "packages": {\n    "linux-64/a": "d1",\n    "noarch/b": "d2"\n  }\n}\n');
  });

  it('that are missing: how to build', () => {
    expect(thrown(() => readBuildReport(folder))).toBe(
      `${folder}/build.json does not exist: cumm is not built.\n  1. To build cumm, run nx run cumm:conda-build`,
    );
    expect(thrown(() => readDigests(folder))).toContain('digest.json does not exist');
  });

  it.each([
    ['{"packages": [', 'JSON'],
    ['[]', 'the file is not a JSON object'],
    ['null', 'the file is not a JSON object'],
    ['{"packages": {}}', 'the file has no list "packages"'],
  ])('that are damaged (%s): how to build anew', async (text, cause) => {
    await writeBuildReport(folder, report, { packages: {}, tests: {} });
    writeFileSync(join(folder, 'build.json'), text);
    const message = thrown(() => readBuildReport(folder));
    expect(message).toMatch(`${folder}/build.json is damaged: `);
    expect(message).toMatch(cause);
    expect(message).toMatch('  2. If that does not help, run nx run cumm:conda-build --skip-nx-cache');
  });

  it('include a damaged digest.json', async () => {
    await writeBuildReport(folder, report, { packages: {}, tests: {} });
    writeFileSync(join(folder, 'digest.json'), '{"packages": []}');
    expect(thrown(() => readDigests(folder))).toMatch('digest.json is damaged: the file has no "packages"');
  });
});

function thrown(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as { format: () => string }).format();
  }
  throw new Error('nothing was thrown');
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBuildReport } from '../record/build-report';
import { writeFileLists } from '../record/file-lists';
import { readProjectFolder } from './project-folder';
import { condaTask, type FakeTask } from './report.fixture';

describe('readProjectFolder', () => {
  let workspaceRoot: string;
  let folder: string;
  beforeEach(async () => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-conda-folder-'));
    folder = join(workspaceRoot, 'dist/conda/lib');
    mkdirSync(folder, { recursive: true });
    await writeFileLists(folder, { 'noarch/a.conda': ['share/a'] });
    const engine = { name: 'rattler-build' as const, kind: 'command', version: '1' };
    const report = {
      project: 'lib',
      recipe: 'lib/recipe.yaml',
      hash: '17',
      engine,
      seconds: 3,
      packages: [],
    };
    await writeBuildReport(folder, report, { packages: { 'noarch/a.conda': 'd1' }, tests: {} });
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  function read(task: Partial<FakeTask>, hash?: string) {
    const found = condaTask({ project: 'lib', ...task });
    const result = { ...found.result, task: { ...found.result.task, ...(hash && { hash }) } };
    return readProjectFolder({ ...found, result }, { workspaceRoot, outputRoot: 'dist/conda' });
  }

  it('reads the reports beside the packages', () => {
    writeFileSync(join(folder, 'build.log'), '');
    expect(read({}, '17')).toMatchObject({
      folder: 'dist/conda/lib',
      build: {
        report: { seconds: 3 },
        digests: { 'noarch/a.conda': 'd1' },
        files: { 'noarch/a.conda': ['share/a'] },
      },
      log: 'dist/conda/lib/build.log',
    });
  });

  it('finds the log of a test', () => {
    writeFileSync(`${folder}.test.log`, '');
    expect(read({ kind: 'test' }).log).toBe('dist/conda/lib.test.log');
  });

  it.each<[string, Partial<FakeTask>, string]>([
    ['of a test', { kind: 'test' as const }, '17'],
    ['of a failed build', { status: 'failure' }, '17'],
    ['of another task', {}, '18'],
    ['that does not exist', { project: 'other' }, '17'],
  ])('takes no packages %s', (_, task, hash) => {
    expect(read(task, hash)).toEqual({ folder: `dist/conda/${task.project ?? 'lib'}` });
  });

  it('takes no packages of a damaged report', () => {
    writeFileSync(join(folder, 'build.json'), '{');
    expect(read({})).toEqual({ folder: 'dist/conda/lib' });
  });
});

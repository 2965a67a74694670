import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownReport } from './markdown';
import { reportOf } from './report.fixture';
import { writeReport } from './write-report';

describe('writeReport', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'nx-conda-write-report-'))));
  afterEach(() => {
    Reflect.deleteProperty(process.env, 'GITHUB_STEP_SUMMARY');
    rmSync(root, { recursive: true });
  });

  const read = (file: string) => readFileSync(join(root, 'dist/conda', file), 'utf8');

  it('writes the files into a new folder', async () => {
    const report = reportOf([{ project: 'lib', packages: [{}] }]);
    await writeReport(report, root);
    expect(JSON.parse(read('report.json'))).toEqual(report);
    expect(read('report.md')).toBe(markdownReport(report));
  });

  it('adds to the summary of a job', async () => {
    const summary = join(root, 'summary.md');
    writeFileSync(summary, 'before\n');
    process.env['GITHUB_STEP_SUMMARY'] = summary;
    const report = reportOf([{ project: 'lib' }]);
    await writeReport(report, root);
    expect(readFileSync(summary, 'utf8')).toBe(`before\n${markdownReport(report)}`);
  });

  it('leaves a whole report of one of several runs that end at the same time', async () => {
    const reports = Array.from({ length: 8 }, (_, index) =>
      reportOf([{ project: `p${index}`, packages: [{}] }]),
    );
    await Promise.all(reports.map((report) => writeReport(report, root)));
    expect(reports).toContainEqual(JSON.parse(read('report.json')));
    expect(reports.map(markdownReport)).toContain(read('report.md'));
    expect(readdirSync(join(root, 'dist/conda')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('fails if the folder cannot be written', async () => {
    mkdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'dist/conda'), '');
    await expect(writeReport(reportOf([]), root)).rejects.toThrow('EEXIST');
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunReport, TaskReport } from '../report/run-report';
import { buildClass } from './build-class';
import { Durations } from './durations';
import { readReports } from './read-reports';

const task = (project: string, seconds: number, more: object = {}) =>
  ({ project, kind: 'build', status: 'built', time: { seconds }, ...more }) as TaskReport;
const report = (...tasks: TaskReport[]) => ({ version: 1, tasks }) as RunReport;

describe('Durations', () => {
  it('are the medians of earlier runs; reused builds count with their own duration, failures not', () => {
    const durations = new Durations(
      [
        report(task('a', 10), task('b', 1, { status: 'failed' })),
        report(task('a', 50), task('a', 7, { kind: 'test', status: 'tested' })),
        report(task('a', 0.1, { status: 'remote', buildSeconds: 20 })),
      ],
      () => 'other',
    );
    expect(durations.build('a', 'other')).toEqual({ seconds: 20, isEstimate: false });
    expect(durations.test('a')).toEqual({ seconds: 7, isEstimate: false });
    expect(durations.build('b', 'other')).toEqual({ seconds: 20, isEstimate: true });
  });

  it('are those of similar recipes if no report has the project, or else constants', () => {
    const classes = { a: 'cuda', b: 'cuda', c: 'compiled' } as const;
    const durations = new Durations([report(task('a', 1000), task('b', 3000))], (name) =>
      name in classes ? classes[name as keyof typeof classes] : undefined,
    );
    const unknown = (seconds: number) => ({ seconds, isEstimate: true });
    expect(durations.build('x', 'cuda')).toEqual(unknown(2000));
    expect(durations.build('x', 'compiled')).toEqual(unknown(240));
    expect(durations.build('x', 'other')).toEqual(unknown(30));
    expect(durations.test('x')).toEqual(unknown(20));
  });
});

describe('buildClass', () => {
  it.each([
    ["- ${{ compiler('cuda') }}", undefined, 'cuda'],
    ['- ${{ compiler("cuda") }}', { cuda_compiler_version: 'None' }, 'compiled'],
    ['- ${{ compiler("c") }}', undefined, 'compiled'],
    ["# - ${{ compiler('cuda') }}", undefined, 'other'],
    ['noarch: python', undefined, 'other'],
  ])('of %s in the variant %j is %s', (text, variant, expected) => {
    expect(buildClass(text, variant)).toBe(expected);
  });
});

describe('readReports', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-reports-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('finds reports in files and in folders, and names those that it cannot use', () => {
    const write = (path: string, text: string) => {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('runs/1/dist/conda/report.json', JSON.stringify(report(task('a', 1))));
    write('runs/2/report.json', '{"version": 2}');
    write('runs/2/other.json', 'no report');
    write('one.json', JSON.stringify(report(task('b', 1))));
    const { reports, problems } = readReports(['runs', 'one.json', 'none'].map((path) => join(folder, path)));
    expect(reports.map(({ tasks }) => tasks[0]?.project)).toEqual(['a', 'b']);
    expect(problems.map((line) => line.replaceAll(folder, ''))).toEqual([
      '/runs/2/report.json is not used: it is not a report of nx-conda.',
      'There is no report.json at /none.',
    ]);
  });
});

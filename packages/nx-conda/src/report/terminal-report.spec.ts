import { reportOf, type FakeTask } from './report.fixture';
import { terminalReport } from './terminal-report';

const plain = { columns: Number.POSITIVE_INFINITY, colors: false };
const failure = '\n\u001b[1m\u001b[31mbad/recipe.yaml was not built.\n  1. Try again.\u001b[39m\u001b[22m\n';

const run: FakeTask[] = [
  { project: 'base', status: 'local-cache', to: 0.1, packages: [{}], buildSeconds: 202 },
  {
    ...{ project: 'lib', from: 1, to: 5, after: ['base'] },
    packages: ['11', '12'].map((python) => ({ buildString: `py${python}`, variant: { python } })),
  },
  { project: 'lib', kind: 'test', from: 5, to: 7, after: ['lib'] },
  { project: 'bad', status: 'failure', from: 5, to: 6, after: ['lib'], output: failure, log: 'bad.log' },
];

describe('terminalReport', () => {
  it('lists packages, failures, totals and places', () => {
    expect(terminalReport(reportOf(run), plain, 'dist/conda/report.html')).toBe(
      [
        'project  package   variant        size  result   time       saved',
        'bad                                     failed  1.0 s',
        'base     base 1.0             1.00 KiB  reused  0.1 s  3 min 22 s',
        'lib      lib 1.0   python=11  1.00 KiB  built   4.0 s',
        'lib      lib 1.0   python=12  1.00 KiB  built',
        '',
        'bad:conda-build failed:',
        '  bad/recipe.yaml was not built.',
        '  Log: bad.log',
        '',
        '3 builds: 1 built, 1 reused, 1 failed.',
        '1 test: tested.',
        '3 packages, 3.00 KiB, in 10 s with 2 workers. Reuse saved 3 min 22 s of building.',
        'Critical path: 6.1 s, base:conda-build → lib:conda-build → lib:conda-test',
        'Packages: dist/conda/<project>',
        'Report: dist/conda/report.html',
        '',
      ].join('\n'),
    );
  });

  it('leaves out columns and the ends of lines in a narrow terminal', () => {
    const table = (columns: number) =>
      terminalReport(reportOf(run), { ...plain, columns })
        .split('\n')
        .slice(0, 5);
    expect(table(45)).toEqual([
      'project  package   variant    result   time',
      'bad                           failed  1.0 s',
      'base     base 1.0             reused  0.1 s',
      'lib      lib 1.0   python=11  built   4.0 s',
      'lib      lib 1.0   python=12  built',
    ]);
    expect(table(12)[2]).toBe('base     ba…');
    expect(Math.max(...table(12).map((line) => line.length))).toBeLessThanOrEqual(12);
  });

  it('names no critical path of less than a second or of one task', () => {
    const chain = (to: number, ...after: string[]) =>
      terminalReport(
        reportOf([
          { project: 'a', to: 0.1 },
          { project: 'b', from: 1, to, after },
        ]),
        plain,
      );
    expect(chain(2, 'a')).toContain('Critical path: 1.1 s, a:conda-build → b:conda-build');
    expect(chain(1.1, 'a')).not.toContain('Critical path');
    expect(chain(5)).not.toContain('Critical path');
  });

  it('colors results only if the terminal shows colors', () => {
    const colored = terminalReport(reportOf(run), { ...plain, colors: true });
    expect(colored).toContain('\u001b[36mreused\u001b[39m');
    expect(colored).toContain('\u001b[31mfailed\u001b[39m');
    expect(terminalReport(reportOf(run), plain)).not.toContain('\u001b');
  });

  it('lists only what ran if there are many packages', () => {
    const reused = Array.from({ length: 50 }, (_, index) => ({
      ...{ project: `p${index}`, status: 'local-cache', packages: [{}] },
    }));
    const text = terminalReport(reportOf([...reused, ...run]), plain);
    expect(text).toContain('\nand 51 reused packages, 51.0 KiB\n');
    expect(text).toContain('lib 1.0');
    expect(text).not.toContain('p49');
  });

  it('names the first ten of many failures', () => {
    const failing = Array.from({ length: 12 }, (_, index) => ({ project: `p${index}`, status: 'failure' }));
    const text = terminalReport(reportOf(failing), plain);
    expect(text.match(/ failed:$/gm)).toHaveLength(10);
    expect(text).toContain('\n2 more tasks failed: see the report.\n');
  });

  it('lets no text of a recipe control the terminal', () => {
    const packages = [{ name: 'evil\u001b]0;title\u0007\u009b' }];
    const text = terminalReport(reportOf([{ project: 'evil\u001b[2J', packages }]), plain);
    // eslint-disable-next-line no-control-regex
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});

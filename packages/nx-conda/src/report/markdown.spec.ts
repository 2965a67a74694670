import fc from 'fast-check';
import { escaped, markdownReport } from './markdown';
import { reportOf } from './report.fixture';

describe('markdownReport', () => {
  it('has totals, failures with their next steps, and a table', () => {
    const output = '\nbad/recipe.yaml was not built.\n  1. Read `x`.\n';
    const report = reportOf([
      { project: 'lib', status: 'local-cache', packages: [{ size: 2048 }], buildSeconds: 60 },
      { project: 'bad', status: 'failure', from: 2, to: 4, output },
    ]);
    expect(markdownReport(report)).toBe(
      [
        '## Conda packages: forge',
        '',
        '2 builds: 1 reused, 1 failed.  ',
        '1 package, 2.00 KiB, in 10 s with 1 worker. Reuse saved 1 min 00 s of building.',
        '',
        '**bad:conda-build failed**',
        '',
        '```text',
        'bad/recipe.yaml was not built.',
        '1. Read `x`.',
        '```',
        '',
        '| project | package | size | result | time | saved |',
        '| --- | --- | --: | --- | --: | --: |',
        '| bad |  |  | failed | 2.0 s |  |',
        '| lib | lib 1.0 | 2.00 KiB | reused | 1.0 s | 1 min 00 s |',
        '',
        'The packages are in `dist/conda/<project>`.',
        '',
      ].join('\n'),
    );
  });

  it('folds the reused packages if there are many', () => {
    const tasks = Array.from({ length: 60 }, (_, index) => ({
      ...{ project: `p${index}`, status: 'remote-cache', packages: [{}] },
    }));
    const text = markdownReport(reportOf([...tasks, { project: 'lib', packages: [{}] }]));
    const [table = '', folded = ''] = text.split('<details><summary>60 reused packages, 60.0 KiB</summary>');
    expect(table).toContain('| lib |');
    expect(table).not.toContain('| p59 |');
    expect(folded).toContain('| p59 |');
  });

  it('fences a text that contains fences', () => {
    const output = '\na\n````\nb\n';
    expect(markdownReport(reportOf([{ project: 'bad', status: 'failure', output }]))).toContain(
      '\n`````text\na\n````\nb\n`````\n',
    );
  });
});

it('no character of a text has a meaning in a table', () => {
  expect(escaped('a|b\n<img> `c` *d* [e](f) &lt;')).toBe(
    'a\\|b &lt;img> \\`c\\` \\*d\\* \\[e\\](f) &amp;lt;'.replace('&lt;img>', '&lt;img\\>'),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('|', '\\', '`', '<', '\n', 'a', '*', '[') }), (text) => {
      expect(escaped(text).replace(/\\[\\|`*[]|&lt;/g, '')).toMatch(/^[a ]*$/);
    }),
  );
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { embedded, htmlPage } from './html';
import { reportOf } from './report.fixture';

describe('htmlPage', () => {
  const files = { script: 'run()', style: 'p{}' };

  it('contains the report, and is allowed to run nothing else', () => {
    const report = reportOf([{ project: 'lib', packages: [{}] }]);
    const page = htmlPage(report, files);
    const json = /<script type="application\/json" id="report">(.*)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual(report);
    const hash = createHash('sha256').update(files.script).digest('base64');
    expect(page).toContain(`content="default-src 'none';`);
    expect(page).toContain(`script-src 'sha256-${hash}'"`);
    expect(page).toContain('<script>run()</script>');
  });

  it('lets no text of a recipe or a log become HTML', () => {
    const attack = '</script><script>alert(1)</script><img src=x onerror=alert(1)><!--';
    const report = reportOf([
      { project: attack, status: 'failure', output: attack, packages: [{ name: attack }] },
    ]);
    const page = htmlPage({ ...report, workspace: attack }, files);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toMatch(/<img|<!--/);
  });

  it('embeds any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = embedded({ text });
        expect(json).not.toContain('<');
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
});

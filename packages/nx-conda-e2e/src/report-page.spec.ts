import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { formatBytes } from '../../nx-conda/src/record/units';
import { htmlPage } from '../../nx-conda/src/report/html';
import { reportOf, type FakeTask } from '../../nx-conda/src/report/report.fixture';
import type { RunReport } from '../../nx-conda/src/report/run-report';
import { chromiumPath, openFile, type OpenPage, startChromium } from './chromium';

if (!chromiumPath)
  console.warn('SKIPPED: report.html in a browser. There is no chromium on PATH: apt-get install chromium.');

const STATUSES = ['success', 'local-cache', 'remote-cache', 'failure'];

/** A run of many packages, each waiting for one or two earlier ones. */
function manyTasks(count: number): FakeTask[] {
  return Array.from({ length: count }, (_, index): FakeTask => {
    const status = STATUSES[index % 97 === 50 ? 3 : index % 3];
    const before = [Math.floor(index / 2), Math.floor(index / 3)].filter((one) => one < index);
    return {
      project: `p${index}`,
      ...(status !== undefined && { status }),
      ...{ from: Math.floor(index / 8), to: Math.floor(index / 8) + 1 },
      after: [...new Set(before)].map((one) => `p${one}`),
      packages: status === 'failure' ? [] : [{ name: `p${index}`, size: 1000 + index * index }],
    };
  });
}

(chromiumPath ? describe : describe.skip)('report.html', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-page-'));
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page of the packed plugin. */
  async function open(report: RunReport): Promise<OpenPage> {
    const packed = join(process.env['NX_CONDA_E2E_TEMPLATE'] ?? '', 'node_modules/nx-conda/dist/report');
    const read = (name: string) => readFileSync(join(packed, name), 'utf8');
    const file = join(folder, 'report.html');
    writeFileSync(file, htmlPage(report, { script: read('page.js'), style: read('page.css') }));
    return openFile(browser, file);
  }

  const texts = ({ page }: OpenPage, selector: string) => page.locator(selector).allInnerTexts();

  it.each([5, 500])(
    'shows the figures of report.json for %d packages, and asks for nothing',
    async (count) => {
      const report = reportOf(manyTasks(count), 100);
      const opened = await open(report);
      const { totals, tasks } = report;
      const rows = await opened.page
        .locator('tbody tr')
        .evaluateAll((lines) =>
          lines.map((line) => [...line.children].map(({ textContent }) => textContent)),
        );
      const expected = tasks.map(({ project, status, packages: [entry] }) => [
        ...[project, entry ? `${entry.name} ${entry.version}` : ''],
        ...[entry ? formatBytes(entry.size) : '', status],
      ]);
      const shown = rows.map(([project, name, , size, status]) => [project, name, size, status]);
      expect(shown.sort()).toEqual(expected.sort());
      const counts = await texts(opened, '.numbers button');
      const { built, reused, remote, failed } = totals.builds;
      expect(counts.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual(
        Object.entries({ failed, built, remote, reused })
          .filter(([, number]) => number > 0)
          .map(([status, number]) => `${number} ${status}`),
      );
      expect(await texts(opened, '.fact > strong')).toContain(formatBytes(totals.bytes));
      expect(await opened.page.locator('.bar').count()).toBe(count);
      await opened.page.locator('#dependencies').scrollIntoViewIfNeeded();
      await opened.page.locator('#dependencies svg').waitFor();
      expect(await opened.page.locator('#dependencies [data-task]').count()).toBe(count);
      expect(opened).toMatchObject({ said: [], requests: [] });
      await opened.page.close();
    },
  );

  it('shows the details of a package, its relations, and hides them again', async () => {
    const opened = await open(reportOf(manyTasks(500)));
    const { page } = opened;
    await page.locator('tr[data-id="p40:conda-build"]').click();
    const details = page.locator('#details');
    expect(await details.innerText()).toMatch(/^p40\n[^]*sha256\n(ab){32}\n/);
    expect(await page.locator('#dependencies .edge.related').count()).toBeGreaterThan(3);
    await page.getByText('Only related').click();
    const related = await page.locator('#dependencies [data-task]').count();
    expect(related).toBeLessThan(500);
    await details.getByText('p20', { exact: true }).click();
    expect(await details.locator('h2').innerText()).toBe('p20');
    expect(page.url()).toMatch(/#p20%3Aconda-build$/);
    await page.keyboard.press('Escape');
    expect(await details.isVisible()).toBe(false);
    expect(opened.said).toEqual([]);
    await page.close();
  });

  it('works with the keyboard', async () => {
    const { page } = await open(reportOf(manyTasks(100)));
    await page.keyboard.press('/');
    await page.keyboard.type('p9 built');
    expect(await page.locator('tbody tr').count()).toBe(5);
    await page.locator('tbody tr').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.locator('#details h2').innerText()).toBe('p90');
    await page.keyboard.press('t');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.locator('tbody tr').count()).toBe(100);
    await page.close();
  });

  it('sorts by size', async () => {
    const { page } = await open(reportOf(manyTasks(20)));
    await page.getByRole('button', { name: 'Size' }).click();
    const projects = () => page.locator('tbody tr td:first-child').allInnerTexts();
    expect((await projects())[0]).toBe('p19');
    await page.getByRole('button', { name: 'Size' }).click();
    expect((await projects())[0]).toBe('p0');
    await page.close();
  });

  it('runs nothing that a recipe or a log contains', async () => {
    const attack =
      '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'><a href="javascript:alert(3)">';
    const error = `\n\u001b[1m\u001b[31m${attack}\n  1. ${attack}\u001b[39m\u001b[22m\n`;
    const more = { runExports: { [attack]: [attack] }, depends: [attack], variant: { [attack]: attack } };
    const opened = await open(
      reportOf([
        {
          project: attack,
          packages: [{ name: attack, ...more }],
          changes: [attack],
          log: `dist/conda/${attack}`,
        },
        { project: 'bad', status: 'failure', output: `${attack}\n${error}` },
      ]),
    );
    await opened.page.locator('tbody tr').first().click();
    await opened.page.locator('tbody tr').last().click();
    expect(await opened.page.locator('img, script:not(#report):not(:last-of-type)').count()).toBe(0);
    expect(opened).toMatchObject({ said: [], requests: [] });
    await opened.page.close();
  });

  it('completes the page before it is printed', async () => {
    // All at the same time: the timeline is so high that the dependencies are out of sight.
    const { page } = await open(reportOf(manyTasks(500).map((task) => ({ ...task, from: 0, to: 1 }))));
    const shown = async () => [
      await page.locator('#dependencies svg').count(),
      await page.locator('.failure').count(),
    ];
    expect(await shown()).toEqual([0, 4]);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await shown()).toEqual([1, 5]);
    await page.close();
  });
});

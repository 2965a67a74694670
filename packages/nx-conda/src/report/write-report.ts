import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../machine/write-atomically';
import { htmlReport } from './html';
import { markdownReport } from './markdown';
import type { RunReport } from './run-report';

/**
 * Writes `report.json`, `report.md` and `report.html` into the folder of the packages, each in one step: several runs may
 * end at the same time. Adds the Markdown to the summary of a GitHub Actions job.
 * @returns path of report.html, relative to the workspace root; undefined if this checkout has no page.
 * @throws if a file cannot be written.
 */
export async function writeReport(report: RunReport, workspaceRoot: string): Promise<string | undefined> {
  const folder = join(workspaceRoot, report.outputRoot);
  await mkdir(folder, { recursive: true });
  await writeAtomically(join(folder, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  const markdown = markdownReport(report);
  await writeAtomically(join(folder, 'report.md'), markdown);
  const { GITHUB_STEP_SUMMARY } = process.env;
  if (GITHUB_STEP_SUMMARY) await appendFile(GITHUB_STEP_SUMMARY, markdown);
  const html = await htmlReport(report);
  if (html === undefined) return undefined;
  await writeAtomically(join(folder, 'report.html'), html);
  return `${report.outputRoot}/report.html`;
}

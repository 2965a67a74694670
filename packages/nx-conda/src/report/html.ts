import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunReport } from './run-report';

/** The code and style of the page; tools/build.mjs makes them of the folder `page`. */
export interface PageFiles {
  script: string;
  style: string;
}

/** @returns undefined in a checkout of nx-conda that is not built. */
export async function htmlReport(report: RunReport): Promise<string | undefined> {
  const files = await pageFiles();
  return files && htmlPage(report, files);
}

async function pageFiles(): Promise<PageFiles | undefined> {
  try {
    const [script, style] = await Promise.all(
      ['page.js', 'page.css'].map((file) => readFile(join(__dirname, file), 'utf8')),
    );
    return { script: script ?? '', style: style ?? '' };
  } catch {
    return undefined;
  }
}

/**
 * One file that loads nothing: its policy forbids the browser every request and every other script. Texts of recipes and
 * logs are only in the JSON, where no character can end the element.
 */
export function htmlPage(report: RunReport, { script, style }: PageFiles): string {
  const policy = `default-src 'none'; img-src data:; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    '<title>Report of a run of nx-conda</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<noscript>The report needs JavaScript. report.md beside this file has the same table.</noscript>',
    `<script type="application/json" id="report">${embedded(report)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** JSON that is also valid inside a script element. */
export function embedded(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

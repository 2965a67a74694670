import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine: named by the environment, or on PATH; undefined if there is none. */
export const chromiumPath = [
  process.env['NX_CONDA_E2E_CHROMIUM'],
  ...(process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name))),
].find((file) => file !== undefined && existsSync(file));

/** A page, and everything that went wrong or left the page. */
export interface OpenPage {
  page: Page;
  /** Messages of the console, and errors. */
  said: string[];
  /** URLs of requests, without that of the page itself. */
  requests: string[];
}

export function startChromium(): Promise<Browser> {
  // Root, as in containers, has no sandbox.
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
}

/** Opens a file in a new window. */
export async function openFile(browser: Browser, file: string): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  const said: string[] = [];
  const requests: string[] = [];
  const url = `file://${file}`;
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('dialog', (dialog) => {
    said.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  await page.goto(url);
  return { page, said, requests };
}

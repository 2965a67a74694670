import { ExplainedError } from '../../explained-error';
import type { Downloader, Page } from './download';
import { type PackageIndex, withoutPassword } from './package-index';

/** A file of a distribution in an index. */
export interface IndexFile {
  filename: string;
  /** Absolute. */
  url: string;
  /** Hexadecimal; undefined if the index does not list it. */
  sha256: string | undefined;
  /** The reason, or `''`; undefined if it is not yanked. */
  yanked: string | undefined;
}

const ACCEPT = 'application/vnd.pypi.simple.v1+json, text/html;q=0.1';

/**
 * All files of a distribution, from the simple API: JSON (PEP 691), or HTML if the index only has that (PEP 503).
 * @param name normalized
 * @returns undefined if the index does not have it
 * @throws ExplainedError if the index does not answer
 */
export async function filesOf(
  name: string,
  index: PackageIndex,
  downloader: Downloader,
): Promise<IndexFile[] | undefined> {
  const url = `${index.url}/${name}/`;
  const page = await downloader.page(url, ACCEPT);
  return page.status === 'absent' ? undefined : readPage(page, url);
}

/** @throws ExplainedError for any other format */
export function readPage({ type, body }: Extract<Page, { status: 'found' }>, url: string): IndexFile[] {
  if (type.includes('json')) return readJson(body, url);
  if (type.includes('html')) return readHtml(body, url);
  throw unreadable(`its type is ${type || 'unknown'}`);
}

function readJson(body: string, base: string): IndexFile[] {
  const files = parseFiles(body);
  return files.flatMap((file) => {
    const { filename, url, hashes, yanked } = file as Record<string, unknown>;
    if (typeof filename !== 'string' || typeof url !== 'string' || !URL.canParse(url, base)) return [];
    const sha256 = (hashes as Record<string, unknown> | undefined)?.['sha256'];
    const reason = typeof yanked === 'string' ? yanked : yanked === true ? '' : undefined;
    return [
      { filename, url: withoutPassword(new URL(url, base)), sha256: validHash(sha256), yanked: reason },
    ];
  });
}

function parseFiles(body: string): object[] {
  try {
    const { files } = JSON.parse(body) as { files?: unknown };
    if (Array.isArray(files)) return files.filter((file) => typeof file === 'object' && file !== null);
  } catch {
    // Reported below.
  }
  throw unreadable('the answer is not a list of files');
}

function readHtml(body: string, base: string): IndexFile[] {
  return [...body.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].flatMap(([, attributes = '', text = '']) => {
    const href = attribute(attributes, 'href');
    if (href === undefined || !URL.canParse(href, base)) return [];
    const url = new URL(href, base);
    const sha256 = validHash(/^#sha256=(\w+)$/.exec(url.hash)?.[1]);
    url.hash = '';
    return [
      {
        filename: text.trim(),
        url: withoutPassword(url),
        sha256,
        yanked: attribute(attributes, 'data-yanked'),
      },
    ];
  });
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(attributes)?.[1];
  return value?.replaceAll('&amp;', '&');
}

function validHash(hash: unknown): string | undefined {
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

function unreadable(reason: string): ExplainedError {
  return new ExplainedError(`The answer of the package index cannot be read: ${reason}.`, [
    'Check that PIP_INDEX_URL, or index-url in the configuration of pip, is the address of a simple API.',
  ]);
}

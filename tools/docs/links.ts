import { existsSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { blocksOf, proseOf, readPage } from './page';

const repository = dirname(dirname(__dirname));

/** Says what is wrong with the relative links of a page. */
export function brokenLinks(path: string): string[] {
  const prose = proseOf(readPage(path));
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(({ 1: target = '', index }) => {
    const problem = /^(https?|mailto):/.test(target) ? undefined : problemOf(path, target);
    return problem === undefined ? [] : [`${path}:${prose.slice(0, index).split('\n').length}: ${problem}`];
  });
}

function problemOf(from: string, target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : posix.normalize(posix.join(posix.dirname(from), file));
  if (!existsSync(join(repository, path))) return `${path} does not exist`;
  if (anchor === undefined || statSync(join(repository, path)).isDirectory()) return undefined;
  return anchorsOf(readPage(path)).includes(anchor) ? undefined : `${path} has no heading #${anchor}`;
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(page: string): string[] {
  const blocks = blocksOf(page);
  const isInBlock = (line: number) =>
    blocks.some((block) => line >= block.line && line < block.line + block.text.split('\n').length);
  const seen = new Map<string, number>();
  return [...page.matchAll(/^#{1,6} +(.*)$/gm)]
    .filter(({ index }) => !isInBlock(page.slice(0, index).split('\n').length))
    .map(([, heading = '']) => {
      const slug = slugOf(heading);
      const before = seen.get(slug) ?? 0;
      seen.set(slug, before + 1);
      return before === 0 ? slug : `${slug}-${before}`;
    });
}

function slugOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const repository = dirname(dirname(__dirname));

/** A fenced block of a page. */
export interface Block {
  language: string;
  /** What stands after the language: the path of the file that the block shows. */
  label: string;
  text: string;
  /** Line of the first line of the text, from 1. */
  line: number;
  /** The nearest heading of level 2 above. */
  section: string;
}

/** The pages that users read, relative to the repository. */
export function pagePaths(): string[] {
  const docs = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`);
  return ['README.md', 'packages/nx-conda/README.md', ...docs.sort()];
}

export function readPage(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^( *)```(\w*) *(\S*)\n([^]*?)^\1```$/gm)].map(
    ({ 1: indent = '', 2: language = '', 3: label = '', 4: text = '', index }) => {
      const above = page.slice(0, index);
      const line = above.split('\n').length + 1;
      const section = [...above.matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '';
      return { language, label, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), line, section };
    },
  );
}

/** The page with its blocks and code spans blanked, on the same lines. */
export function proseOf(page: string): string {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');
  return page.replaceAll(/^( *)```[^]*?^\1```$/gm, blank).replaceAll(/`[^`\n]+`/g, blank);
}

/** The code spans in the prose. */
export function spansOf(page: string): { text: string; line: number }[] {
  const prose = page.replaceAll(/^( *)```[^]*?^\1```$/gm, (block) => block.replaceAll(/[^\n]/g, ' '));
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(({ 1: text = '', index }) => ({
    text,
    line: prose.slice(0, index).split('\n').length,
  }));
}

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPage } from './page';

const source = join(dirname(dirname(__dirname)), 'packages/nx-conda/src');

/** The texts of the product, with `…` for values. */
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(path))
  .map((path) => literal(readFileSync(join(source, path), 'utf8')));

const page = readPage('docs/troubleshooting.md');
const messages = [...page.matchAll(/^\| (`.*?`) +\|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message),
);

describe('docs/troubleshooting.md', () => {
  it('has messages', () => expect(messages.length).toBeGreaterThan(60));

  it.each(messages)('nx-conda prints: %s', (message) => {
    const fragments = message.split('…').filter((fragment) => /\w{3}/.test(fragment));
    expect(fragments.filter((fragment) => !texts.some((text) => text.includes(fragment.trim())))).toEqual([]);
    // One file has all of it.
    expect(texts.some((text) => fragments.every((fragment) => text.includes(fragment.trim())))).toBe(true);
  });

  const failures = readdirSync(join(source, 'engine/failures')).filter((name) => !name.includes('spec'));
  it.each(failures)('contains each explanation of engine/failures/%s', (name) => {
    const text = readFileSync(join(source, 'engine/failures', name), 'utf8');
    const explained = [...text.matchAll(/what(?:: | = |:\n +)(?:\w+\n +\? )?[`']([^`\n]+)[`'][,;]?\n/g)].map(
      ([, what = '']) => longest(literal(what)),
    );
    expect(explained.filter((what) => !page.includes(what))).toEqual([]);
  });
});

function literal(code: string): string {
  return code.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\}|\$\{[^{}]*\})*\}/g, '…').replaceAll("\\'", "'");
}

/** The longest part without values. */
function longest(text: string): string {
  return text
    .split('…')
    .reduce((one, other) => (other.length > one.length ? other : one), '')
    .trim();
}

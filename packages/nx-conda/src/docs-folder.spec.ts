import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDocsFolder } from './docs-folder';

describe('a message that names a page', () => {
  const root = mkdtempSync(join(tmpdir(), 'nx-conda-docs-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it.each([
    '.nx/installation/node_modules/nx-conda/docs',
    // Found first.
    'node_modules/nx-conda/docs',
  ])('has the path %s', (folder) => {
    mkdirSync(join(root, folder), { recursive: true });
    expect(withDocsFolder('See node_modules/nx-conda/docs/a.md', root)).toBe(`See ${folder}/a.md`);
  });

  it('stays as it is where the package is not installed', () => {
    const message = 'See node_modules/nx-conda/docs/a.md';
    expect(withDocsFolder(message, join(root, 'elsewhere'))).toBe(message);
  });
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { WorkspaceContext } from 'nx/src/native';
import { fileAt, filesBelow } from './nx-pattern';

const inWorkspace = (pattern: string) => pattern.replace('{workspaceRoot}/', '');

/** Names with special characters of patterns, in pieces. */
const name = fc
  .array(fc.constantFrom(...'[]{}()*?!@+|,\\^-&~#$%\'" .a1ü', '[!a]', '@(a|b)', '{a,b}', '**', '[[]'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((text) => !['.', '..'].includes(text) && text.trim() === text);

describe('patterns for Nx', () => {
  let root: string;
  beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-pattern-')))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('match one path and everything below it in Nx, for any names', () => {
    const paths = fc.uniqueArray(fc.tuple(name, name), { minLength: 2, maxLength: 8, selector: ([a]) => a });
    fc.assert(
      fc.property(paths, (folders) => {
        rmSync(root, { recursive: true, force: true });
        for (const [folder, file] of folders) {
          mkdirSync(join(root, folder, 'deep'), { recursive: true });
          writeFileSync(join(root, folder, 'deep', file), '');
        }
        const nx = new WorkspaceContext(root, join(root, '.nx'));
        for (const [folder, file] of folders) {
          const path = `${folder}/deep/${file}`;
          expect(nx.glob([inWorkspace(filesBelow(folder))])).toEqual([path]);
          expect(nx.glob([inWorkspace(filesBelow(dirname(path)))])).toEqual([path]);
          expect(nx.glob([inWorkspace(fileAt(path))])).toEqual([path]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('match everything for the root of the workspace', () => {
    expect(filesBelow('.')).toBe('{workspaceRoot}/**/*');
  });
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFolder, sourceFolder, targetsFor } from './folders';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-folders-')));
const root = join(scratch, 'workspace');
const elsewhere = join(scratch, 'elsewhere');

beforeAll(() => {
  mkdirSync(join(root, 'recipes'), { recursive: true });
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'file'), '');
  symlinkSync(elsewhere, join(scratch, 'link'));
  symlinkSync(elsewhere, join(root, 'out'));
});

afterAll(() => rmSync(scratch, { recursive: true }));

describe('the folder to import from', () => {
  it.each(['../elsewhere', '../link/', elsewhere])('may be %s', (path) => {
    expect(sourceFolder(path, root)).toBe(elsewhere);
  });

  it.each(['.', 'recipes', '..', join(root, '../link/../workspace')])('may not be %s', (path) => {
    expect(() => sourceFolder(path, root)).toThrow(/ is part of this workspace, or contains it\.$/);
  });

  it.each(['../nowhere', '../elsewhere/file'])('must exist: %s', (path) => {
    expect(() => sourceFolder(path, root)).toThrow(`There is no folder ${join(root, path)}.`);
  });
});

describe('the folder for imported recipes', () => {
  it.each([
    ['recipes', 'recipes'],
    ['./new//folder/', 'new/folder'],
    ['a/../b', 'b'],
    ['.', '.'],
  ])('may be %s', (directory, expected) => {
    expect(importFolder(directory, root)).toBe(expected);
  });

  it('may be an absolute path, which Nx would take for a relative one', () => {
    expect(importFolder(join(root, 'deep/recipes'), root)).toBe('deep/recipes');
  });

  it.each(['..', '../x', 'a/../../x', 'out', 'out/x', '/tmp'])('may not be %s', (directory) => {
    expect(() => importFolder(directory, root)).toThrow(
      `The folder ${directory} is outside of the workspace, by its path or through a symbolic link.`,
    );
  });
});

it('names the folder of each recipe like its project', () => {
  const folders = ['/w/a/one', '/w/b/one', '/w/two-feedstock/recipe', '/w'];
  expect(Object.fromEntries(targetsFor(folders, '/w', 'recipes'))).toEqual({
    '/w/a/one': 'recipes/a-one',
    '/w/b/one': 'recipes/b-one',
    '/w/two-feedstock/recipe': 'recipes/two',
    '/w': 'recipes/w',
  });
  const feedstock = '/x/three-feedstock/recipe';
  expect([...targetsFor([feedstock], feedstock, '.')]).toEqual([[feedstock, 'three']]);
});

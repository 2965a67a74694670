import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PackageFixture, writePackage } from './package-file.fixture';
import { digestTests } from './tests-digest';

describe('digestTests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-tests-digest-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function digest(fixture: PackageFixture): Promise<string> {
    const file = join(folder, 'a-1-h_0.conda');
    await writePackage(file, fixture);
    return digestTests(file);
  }

  const info = { 'tests/tests.yaml': '- script: a', 'tests/0/data.txt': 'one' };

  it.each([
    ['tests.yaml', { ...info, 'tests/tests.yaml': '- script: b' }],
    ['a file of a test', { ...info, 'tests/0/data.txt': 'two' }],
    ['the name of a file', { 'tests/tests.yaml': '- script: a', 'tests/0/date.txt': 'one' }],
    ['another file', { ...info, 'tests/1/data.txt': '' }],
    ['no tests', {}],
  ])('changes with %s', async (_what, changed: Record<string, string>) => {
    expect(await digest({ info: changed })).not.toBe(await digest({ info }));
  });

  it.each<[string, PackageFixture]>([
    ['nothing', { info }],
    ['the order in the archive', { info: Object.fromEntries(Object.entries(info).reverse()) }],
    ['the package itself', { info, index: { depends: ['b'] }, payload: [{ path: 'x', content: 'y' }] }],
    ['the recipe and the license', { info: { ...info, 'recipe/recipe.yaml': '#', 'licenses/L': 'x' } }],
  ])('stays the same with another: %s', async (_what, changed) => {
    expect(await digest(changed)).toBe(await digest({ info }));
  });
});

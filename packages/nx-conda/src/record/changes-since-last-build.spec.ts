import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changesSinceLastBuild } from './changes-since-last-build';
import { type BuildInputs, INPUTS_FILE, writeInputs } from './recorded-inputs';

const inputs: BuildInputs = {
  files: { 'lib/recipe.yaml': '1' },
  unseen: {},
  variants: {},
  environment: {},
  options: {},
  upstream: {},
};

describe('changesSinceLastBuild', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-changes-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lists the inputs that differ from the last build', async () => {
    await writeInputs(folder, inputs);
    expect(changesSinceLastBuild(folder, inputs)).toEqual([]);
    expect(changesSinceLastBuild(folder, { ...inputs, files: { 'lib/recipe.yaml': '2' } })).toEqual([
      'lib/recipe.yaml has changed',
    ]);
  });

  it('knows nothing without an earlier build, or if its record is damaged', () => {
    expect(changesSinceLastBuild(folder, inputs)).toBeUndefined();
    writeFileSync(join(folder, INPUTS_FILE), '{}');
    expect(changesSinceLastBuild(folder, inputs)).toBeUndefined();
  });
});

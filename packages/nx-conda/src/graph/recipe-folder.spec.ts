import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executablesOf, linkedFrom } from './recipe-folder';

describe('the folder of a recipe', () => {
  let workspace: string;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'nx-conda-folder-'));
    for (const folder of ['common/deep', 'recipes/x/inner'])
      mkdirSync(join(workspace, folder), { recursive: true });
    for (const file of ['common/build.sh', 'recipes/x/recipe.yaml', 'recipes/x/inner/run.sh']) {
      writeFileSync(join(workspace, file), '');
    }
  });

  afterEach(() => rmSync(workspace, { recursive: true }));

  const files = ['recipes/x/recipe.yaml', 'recipes/x/inner/run.sh'];

  it('tells where links lead, to files and folders, at any depth', () => {
    symlinkSync('../../common/build.sh', join(workspace, 'recipes/x/build.sh'));
    symlinkSync('../../../common/deep', join(workspace, 'recipes/x/inner/deep'));
    expect(linkedFrom('recipes/x', files, workspace)).toEqual(['common/build.sh', 'common/deep']);
  });

  it('leaves out links that lead nowhere, out of the workspace, or round in a circle', () => {
    symlinkSync('nowhere', join(workspace, 'recipes/x/broken'));
    symlinkSync(tmpdir(), join(workspace, 'recipes/x/outside'));
    symlinkSync('circle', join(workspace, 'recipes/x/circle'));
    expect(linkedFrom('recipes/x', files, workspace)).toEqual([]);
  });

  it('lists files that may be executed', () => {
    for (const file of files) chmodSync(join(workspace, file), 0o755);
    expect(executablesOf([...files, 'recipes/x/gone'], workspace)).toEqual(['recipes/x/inner/run.sh']);
    chmodSync(join(workspace, 'recipes/x/inner/run.sh'), 0o644);
    expect(executablesOf(files, workspace)).toEqual([]);
  });
});

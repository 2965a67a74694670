import { build, refusal, startAgain, workspace } from '../lib-and-app.fixture';
import type { TargetConfiguration } from '@nx/devkit';

describe('the inputs of a build target', () => {
  beforeEach(startAgain);

  /** Changes the target as a project.json would. */
  function change(project: string, changed: TargetConfiguration): void {
    const targets = workspace.projects[project]?.targets ?? {};
    targets['conda-build'] = { ...targets['conda-build'], ...changed };
  }

  const inputsOf = (project: string) => workspace.projects[project]?.targets?.['conda-build']?.inputs ?? [];

  it('must contain the recipe', async () => {
    change('lib', { inputs: ['{workspaceRoot}/variants.json'] });
    expect(await refusal('lib')).toContain(
      'The inputs of the build of lib do not include lib/recipe.yaml. After a change, Nx',
    );
  });

  it('must contain the packages of other projects', async () => {
    await build('lib');
    const inputs = inputsOf('app').filter((input) => typeof input === 'string' || !('fileset' in input));
    change('app', { inputs });
    expect(await refusal('app')).toContain('do not include the packages of lib. After a change');
  });

  it('must contain what Nx does not see', async () => {
    change('lib', { inputs: ['{workspaceRoot}/lib/**/*'] });
    expect(await refusal('lib')).toMatch(
      /the environment variable NX_CONDA_READS_LIB_\w+, which stands for files and settings that Nx does not see\./,
    );
  });

  it('may name the recipe by another pattern', async () => {
    const inputs = inputsOf('lib').map((input) =>
      input === '{workspaceRoot}/lib/**/*' ? '{projectRoot}/*.yaml' : input,
    );
    change('lib', { inputs });
    expect(await build('lib')).toMatchObject({ success: true });
  });

  it('do not matter without a cache', async () => {
    change('lib', { inputs: [], cache: false });
    expect(await build('lib')).toMatchObject({ success: true });
  });
});

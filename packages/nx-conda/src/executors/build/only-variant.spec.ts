import { PACKAGES, startAgain, workspace } from '../lib-and-app.fixture';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listPackages } from '../../channel/repodata';
import { readBuildReport } from '../../record/build-report';
import type { FakeOutput } from '../fake-engine.fixture';
import { recipeText } from '../recipe-workspace.fixture';
import buildExecutor from './executor';

const CORE: FakeOutput = { name: 'core' };
const PY: FakeOutput = {
  name: 'py-core',
  build: 'py_0',
  variant: { python: '3.11', core: '1.0 h_0' },
  requirements: { host: ['core'] },
};
const CUDA: FakeOutput = { name: 'cuda-core', build: 'cuda_0', variant: { cuda_compiler_version: '12.6' } };

const build = (project: string) => workspace.run(buildExecutor, `${project}:conda-build`);

async function splitInto(outputs: FakeOutput[]): Promise<void> {
  await startAgain();
  await workspace.engine.makes('lib', outputs);
  workspace.write({ 'lib/recipe.yaml': recipeText('lib', `# ${outputs.map(({ name }) => name).join()}`) });
  await workspace.readGraph(['lib'], { splitVariants: true });
  await workspace.hash();
  workspace.engine.runs();
}

describe('the build of one variant', () => {
  it('builds its outputs, next to packages of other variants that it leaves out', async () => {
    await splitInto([CORE, PY]);
    expect(await build('lib--common')).toMatchObject({ success: true });
    const { output, success } = await build('lib--py311');
    expect(output).toContain('py-core');
    expect(success).toBe(true);
    const folder = join(PACKAGES, 'lib--py311');
    expect((await listPackages(folder)).map(({ name }) => name)).toEqual(['py-core']);
    expect(readBuildReport(folder).packages.map(({ variant }) => variant['python'])).toEqual(['3.11']);
    expect(readdirSync(join(folder, 'noarch'))).not.toContain('core-1.0-h_0.conda');
    // It may still be linked to the one in the work folder.
    expect(existsSync(join(PACKAGES, 'lib--common/noarch/core-1.0-h_0.conda'))).toBe(true);
  });

  it('names the outputs if others would be built with them, and the CUDA version', async () => {
    await splitInto([CUDA, PY, CORE]);
    await build('lib--cuda126');
    const runs = workspace.engine.runs().filter((run) => !run.includes('--render-only'));
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatch(
      /^CUDA=12\.6 .*--ignore-recipe-variants.*--skip-existing=local --up-to cuda-core$/,
    );
  });

  it('builds all variants if they are unknown, and says so', async () => {
    await splitInto([CORE, PY]);
    const prepare = () => workspace.readGraph(['lib'], { splitVariants: true, rattlerBuild: undefined });
    await workspace.withoutEngine(prepare);
    await workspace.hash();
    const { output } = await workspace.run(buildExecutor, 'lib:conda-build', {
      rattlerBuild: workspace.engine.path,
    });
    expect(output).toContain(
      'All variants of lib/recipe.yaml are built in one task, although splitVariants is set: ' +
        'nx-conda does not know the variants, because rattler-build has not rendered the recipe. ' +
        'rattler-build is not on this machine yet',
    );
  });

  it('fails if the recipe has no such variant any more', async () => {
    await splitInto([CUDA, CORE]);
    workspace.engine.renders('lib', [CORE]);
    expect(await build('lib--cuda126')).toEqual({
      success: false,
      output:
        'The recipe has no variant cuda126 any more.\n  1. Run the same command again. ' +
        'If the error remains, run nx reset --onlyDaemon to rebuild the project graph.\n',
    });
  });
});

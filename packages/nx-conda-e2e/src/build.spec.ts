import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from './engines';
import { addChain, addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

interface BuildJson {
  engine: { kind: string };
  seconds: number;
  packages: { name: string; version: string; file: string; size: number; sha256: string; variant: object }[];
}

const BUILDS = ['app-x', 'base-x', 'lib-x', 'tool-x'].map((name) => `${name}:conda-build`);
const TESTS = BUILDS.map((task) => task.replace('conda-build', 'conda-test'));
const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=2'];

function buildJson(workspace: TestWorkspace, project: string): BuildJson {
  return JSON.parse(workspace.read(`dist/conda/${project}/build.json`)) as BuildJson;
}

describe.each(engines)('building with $name', ({ name, env }) => {
  let workspace: TestWorkspace;

  beforeAll(() => {
    workspace = new TestWorkspace(env);
    addChain(workspace);
    workspace.commit('Start');
  });

  afterAll(() => workspace.remove());

  it('builds and tests in the order of the requirements', async () => {
    await workspace.ok(ALL);
    const { ran, order } = workspace.lastRun();
    expect(ran).toEqual([...BUILDS, ...TESTS].sort());
    const before = (first: string, second: string) => order.indexOf(first) < order.indexOf(second);
    expect(before('base-x:conda-build', 'lib-x:conda-build')).toBe(true);
    expect(before('lib-x:conda-build', 'tool-x:conda-build')).toBe(true);
    expect(before('tool-x:conda-build', 'app-x:conda-test')).toBe(true);
  });

  it('leaves a channel with a report per project', () => {
    const report = buildJson(workspace, 'lib-x');
    expect(report.engine.kind).toBe(name === 'embedded' ? 'embedded' : 'command');
    expect(report.packages).toMatchObject([{ name: 'lib-x', version: '1.0.0' }]);
    const [built] = report.packages;
    const content = readFileSync(join(workspace.root, 'dist/conda/lib-x', built?.file ?? ''));
    expect(built?.size).toBe(content.length);
    expect(built?.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    const index = JSON.parse(workspace.read('dist/conda/lib-x/noarch/repodata.json')) as Record<
      string,
      object
    >;
    expect(Object.keys(index['packages.conda'] ?? {})).toEqual([(built?.file ?? '').replace('noarch/', '')]);
    expect(workspace.exists('dist/conda/lib-x/bld')).toBe(false);
  });

  it('takes everything from the cache the second time, and restores the packages', async () => {
    const { file } = buildJson(workspace, 'lib-x').packages[0] ?? { file: '' };
    workspace.delete('dist');
    await workspace.ok(ALL);
    expect(workspace.lastRun()).toMatchObject({ ran: [], reused: [...BUILDS, ...TESTS].sort() });
    expect(workspace.exists(`dist/conda/lib-x/${file}`)).toBe(true);
  });

  it('rebuilds one project for a comment, and reuses its dependents', async () => {
    workspace.edit('recipes/base-x/recipe.yaml', (text) => `# comment\n${text}`);
    workspace.commit('Comment');
    await workspace.ok(['affected', '-t', 'conda-build', 'conda-test', '--base=HEAD~1', '--head=HEAD']);
    expect(workspace.lastRun().ran).toEqual(['base-x:conda-build', 'base-x:conda-test']);
  });

  it('gives dependents the rebuilt package of the same name, version and build', async () => {
    workspace.edit('recipes/base-x/recipe.yaml', (text) =>
      text.replace('echo base-x', 'echo base-x rebuilt'),
    );
    workspace.commit('Content');
    await workspace.ok(['affected', '-t', 'conda-build', 'conda-test', '--base=HEAD~1', '--head=HEAD']);
    const { ran } = workspace.lastRun();
    expect(ran).toEqual(
      expect.arrayContaining(['base-x', 'lib-x', 'tool-x'].map((project) => `${project}:conda-build`)),
    );
    expect(ran).not.toContain('app-x:conda-build');
    addRecipe(workspace, {
      name: 'probe-x',
      host: ['tool-x'],
      script: ['grep "base-x rebuilt" $PREFIX/share/tool-copy.txt'],
    });
    await workspace.ok(['run', 'probe-x:conda-build']);
  });

  it('hashes single fields of variants.json', async () => {
    workspace.write('variants.json', JSON.stringify({ flavour_x: ['plain'], other_x: ['a'] }));
    addRecipe(workspace, { name: 'vary-x', content: '${{ flavour_x }}' });
    await workspace.ok(['run-many', '-t', 'conda-build', '-p', 'vary-x,base-x']);
    workspace.write('variants.json', JSON.stringify({ flavour_x: ['plain'], other_x: ['b'] }));
    await workspace.ok(['run-many', '-t', 'conda-build', '-p', 'vary-x,base-x']);
    expect(workspace.lastRun().ran).toEqual([]);
    workspace.write('variants.json', JSON.stringify({ flavour_x: ['plain', 'sweet'], other_x: ['b'] }));
    await workspace.ok(['run-many', '-t', 'conda-build', '-p', 'vary-x,base-x']);
    expect(workspace.lastRun().ran).toEqual(['vary-x:conda-build']);
    expect(buildJson(workspace, 'vary-x').packages).toHaveLength(2);
  });

  it('builds each CUDA variant with its own __cuda', async () => {
    workspace.write('variants.json', JSON.stringify({ cuda_compiler_version: ['12.6', 'None'] }));
    addRecipe(workspace, {
      name: 'cuda-x',
      content: '${{ cuda_compiler_version }}',
      script: ['echo "override=[$CONDA_OVERRIDE_CUDA]"'],
    });
    workspace.edit('recipes/cuda-x/recipe.yaml', (text) =>
      text.replace('  run: []', '  run:\n    - if: cuda_compiler_version != "None"\n      then: __cuda'),
    );
    const output = await workspace.ok(['run', 'cuda-x:conda-test']);
    expect(output).toContain('contains no tests');
    const { packages } = buildJson(workspace, 'cuda-x');
    expect(packages).toMatchObject([
      { variant: { cuda_compiler_version: '12.6' }, cudaOverride: '12.6' },
      { variant: { cuda_compiler_version: 'None' }, cudaOverride: '' },
    ]);
  });

  it('assembles one channel, even if several projects publish at once', async () => {
    const publish = [
      'run-many',
      '-t',
      'conda-publish',
      '--to=dist/channel',
      '--parallel=4',
      '-p',
      'base-x,lib-x,tool-x,app-x',
    ];
    await workspace.ok(publish);
    const index = JSON.parse(workspace.read('dist/channel/noarch/repodata.json')) as Record<string, object>;
    const names = Object.keys(index['packages.conda'] ?? {}).map((file) => file.split('-1.0.0')[0]);
    expect(names.sort()).toEqual(['app-x', 'base-x', 'lib-x', 'tool-x']);
    expect(await workspace.ok([...publish, '--output-style=stream'])).toContain('unchanged');

    workspace.edit('recipes/app-x/recipe.yaml', (text) => text.replace('echo app-x', 'echo app-x changed'));
    const refused = await workspace.nx(publish);
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toMatch(/app-x-1\.0\.0-.*\.conda/);
    expect(refused.output).toContain('--force');
    await workspace.ok([...publish, '--force']);
  });
});

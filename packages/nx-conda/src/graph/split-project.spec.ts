import { recipeText, TempWorkspace } from './temp-workspace.fixture';
import { join } from 'node:path';
import type { PluginOptions } from '../options';
import { FakeRenderer, rendered } from './fake-renderer.fixture';

const options: PluginOptions = { rattlerBuild: 'tools/rattler-build', splitVariants: true };

const python = (version: string) => ({ python: version });
const host = (...names: string[]) => ({ host: names });

interface Setup {
  files?: Record<string, string>;
  outputs: Record<string, ReturnType<typeof rendered>[]>;
}

function workspaceOf({ files = {}, outputs }: Setup): TempWorkspace {
  const recipes = Object.keys(outputs).map((name) => [`${name}/recipe.yaml`, recipeText(name)]);
  const workspace = new TempWorkspace({
    ...(Object.fromEntries(recipes) as Record<string, string>),
    ...files,
  });
  new FakeRenderer(join(workspace.root, 'tools')).answer(outputs);
  return workspace;
}

/** The projects that the build, or another target, of each project waits for. */
async function order(workspace: TempWorkspace, target = 'conda-build') {
  const projects = Object.entries(await workspace.projects(options));
  return Object.fromEntries(
    projects.map(([name, { targets }]) => [
      name,
      (targets?.[target]?.dependsOn ?? []).flatMap((one) =>
        typeof one === 'object' && one.target === 'conda-build' ? (one.projects as string[]) : [],
      ),
    ]),
  );
}

const LIB = [
  rendered('lib', {}, { ...python('3.11'), cuda_version: '12.6' }),
  rendered('lib', {}, { ...python('3.12'), cuda_version: '12.6' }),
  rendered('lib', {}, { ...python('3.12'), cuda_version: 'None' }),
];

describe('with splitVariants, a recipe', () => {
  it('has a project for each variant, whose build waits for those that agree on the keys of both', async () => {
    const outputs = {
      lib: LIB,
      app: [rendered('app', host('lib'), python('3.11')), rendered('app', host('lib'), python('3.12'))],
      cpu: [rendered('cpu', host('lib'), { cuda_version: 'None' })],
      any: [rendered('any', host('lib'))],
      old: [rendered('old', host('lib'), python('3.9'))],
    };
    const lib = ['lib--cuda126-py311', 'lib--cuda126-py312', 'lib--cpu-py312'];
    expect(await order(workspaceOf({ outputs }))).toEqual({
      ...{ lib, app: ['app--py311', 'app--py312'], cpu: ['cpu--cpu'], old: ['old--py39'] },
      ...Object.fromEntries(lib.map((name) => [name, []])),
      'app--py311': ['lib--cuda126-py311'],
      'app--py312': ['lib--cpu-py312', 'lib--cuda126-py312'],
      'cpu--cpu': ['lib--cpu-py312'],
      any: [...lib].sort(),
      // No variant agrees: the solver decides.
      'old--py39': [...lib].sort(),
    });
  });

  it('needs the variants that fit the environment, also for what is installed with a requirement', async () => {
    const outputs = {
      lib: LIB,
      mid: [rendered('mid', { run: ['lib'] })],
      app: [rendered('app', host('mid'), python('3.11'))],
    };
    const workspace = workspaceOf({ outputs });
    expect((await order(workspace))['app--py311']).toEqual(['lib--cuda126-py311', 'mid']);
    expect((await order(workspace, 'conda-test'))['mid']).toEqual([
      'lib--cpu-py312',
      'lib--cuda126-py311',
      'lib--cuda126-py312',
    ]);
  });

  it('builds outputs that use fewer keys in a project of their own, before those that pin them', async () => {
    const pins = { host: [{ pin_subpackage: { name: 'core' } }] };
    const outputs = {
      core: [
        rendered('core'),
        rendered('py-core', pins, { ...python('3.11'), core: '1 h_0' }),
        rendered('py-core', pins, { ...python('3.12'), core: '1 h_0' }),
      ],
    };
    expect(await order(workspaceOf({ outputs }))).toEqual({
      core: ['core--common', 'core--py311', 'core--py312'],
      'core--common': [],
      'core--py311': ['core--common'],
      'core--py312': ['core--common'],
    });
  });

  it('builds what the variants that it needs were built from', async () => {
    const pin = (name: string) => [{ pin_subpackage: { name } }];
    const outputs = {
      core: [
        rendered('core'),
        rendered('py-core', { host: pin('core') }, { ...python('3.11'), core: '1 h_0' }),
        rendered('meta', { run: pin('py-core') }, { mpi: 'nompi', ...python('3.11') }),
      ],
    };
    expect((await order(workspaceOf({ outputs })))['core--mpi_nompi-py311']).toEqual([
      'core--common',
      'core--py311',
    ]);
  });

  it('hashes the values of a variant, not the files that list them', async () => {
    const files = { 'variants.json': '{"python": ["3.11", "3.12"], "zlib": ["1"]}', 'lib/variants.yaml': '' };
    const recipe = recipeText('lib', 'build: {script: "echo ${{ python }} ${{ zlib }} ${{ other }}"}\n');
    const workspace = workspaceOf({
      files: { ...files, 'lib/recipe.yaml': recipe },
      outputs: { lib: [rendered('lib', {}, { ...python('3.11') }), rendered('lib', {}, python('3.12'))] },
    });
    const { lib, 'lib--py311': variant } = await workspace.projects(options);
    const build = variant?.targets?.['conda-build'];
    expect(build?.options).toMatchObject({ variant: { python: '3.11' } });
    const inputs = JSON.stringify(build?.inputs);
    expect(inputs).not.toContain('variants.json');
    expect(inputs).toContain('"!{workspaceRoot}/lib/variants.yaml"');
    expect(build?.dependsOn).toEqual([{ projects: ['lib'], target: 'conda-variants' }]);
    expect(build?.inputs).toContainEqual({
      fileset: lib?.targets?.['conda-variants']?.outputs?.[0],
      includeIgnored: true,
    });
    expect(lib?.targets?.['conda-variants']?.inputs?.[0]).toMatchObject({
      json: '{workspaceRoot}/variants.json',
      fields: expect.arrayContaining(['python', 'zlib', 'zip_keys']) as string[],
    });
    expect(variant?.metadata?.['conda']).toMatchObject({
      variant: {
        of: 'lib',
        label: 'py311',
        values: { python: '3.11' },
        complete: { python: '3.11', zlib: '1' },
      },
    });
  });

  it('hashes a variant file beside it that the build reads as a file', async () => {
    const recipe = recipeText('lib', 'source: {path: .}\n');
    const outputs = { lib: [rendered('lib', {}, python('3.11'))] };
    const workspace = workspaceOf({ files: { 'lib/recipe.yaml': recipe, 'lib/variants.yaml': '' }, outputs });
    const { 'lib--py311': variant } = await workspace.projects(options);
    expect(JSON.stringify(variant?.targets?.['conda-build']?.inputs)).not.toContain('!');
  });

  it('gives its variants the targets of its project.json', async () => {
    const build = { inputs: ['...', '{projectRoot}/more'], options: { heavy: true }, parallelism: false };
    const files = { 'lib/project.json': JSON.stringify({ targets: { 'conda-build': build } }) };
    const workspace = workspaceOf({ files, outputs: { lib: [rendered('lib', {}, python('3.11'))] } });
    const { 'lib--py311': variant } = await workspace.projects(options);
    const found = variant?.targets?.['conda-build'];
    expect(found).toMatchObject({ parallelism: false, options: { heavy: true, variant: python('3.11') } });
    expect(found?.inputs?.at(-1)).toBe('{projectRoot}/more');
    expect(found?.inputs).toContain('{workspaceRoot}/lib/**/*');
  });

  it('is one project if it has one variant, is not rendered, or is not built', async () => {
    const outputs = { lib: [rendered('lib')], py: [rendered('py', {}, python('3.11'))] };
    const workspace = workspaceOf({ outputs });
    const names = async (more: PluginOptions) =>
      Object.keys(await workspace.projects({ ...options, ...more }));
    expect(await names({})).toEqual(['lib', 'py', 'py--py311']);
    expect(await names({ splitVariants: false })).toEqual(['lib', 'py']);
    expect(await names({ rattlerBuild: 'missing' })).toEqual(['lib', 'py']);
    expect(await names({ targets: { build: false } })).toEqual(['lib', 'py']);
  });

  it('has one edge to each recipe that it needs, and its variants to it and to theirs', async () => {
    const outputs = {
      lib: LIB,
      app: [rendered('app', host('lib'), python('3.11')), rendered('app', host('lib'), python('3.12'))],
    };
    const found = await workspaceOf({ outputs }).metadata(options);
    expect(found['app']).toMatchObject({ edges: ['lib'], provides: ['app'] });
    expect(found['app']?.splitInto).toEqual({ py311: 'app--py311', py312: 'app--py312' });
    expect(found['app--py311']?.edges).toEqual(['app', 'dist/conda/lib--cuda126-py311']);
  });

  it('avoids the names of other projects', async () => {
    const files = {
      'py--py311/package.json': '{"name": "py--py311"}',
      'package.json': '{"workspaces": ["*"]}',
    };
    const workspace = workspaceOf({ files, outputs: { py: [rendered('py', {}, python('3.11'))] } });
    expect(Object.keys(await workspace.projects(options))).toEqual(['py', 'py--py311-2']);
  });

  it('may be part of a build cycle through its variants', async () => {
    const outputs = {
      a: [rendered('a', host('b'), python('3.11')), rendered('a', {}, python('3.12'))],
      b: [rendered('b', host('a'), python('3.11')), rendered('b', host('a'), python('3.12'))],
    };
    const found = await workspaceOf({ outputs }).metadata(options);
    expect(found['a--py311']?.cycle?.path).toEqual(['a--py311', 'b--py311', 'a--py311']);
    expect(found['b--py312']?.cycle).toBeUndefined();
    expect(found['b--py312']?.build).toEqual(['a--py312']);
  });
});

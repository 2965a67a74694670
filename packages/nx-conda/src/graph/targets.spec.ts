import { readSettings } from '../options';
import { targetsOf, type TargetFacts } from './targets';

const FACTS: TargetFacts = {
  name: 'spconv',
  recipe: 'recipes/spconv/recipe.yaml',
  build: ['cumm', 'pccm'],
  test: ['cumm'],
  inputs: ['inputs'],
  downstream: [],
  checkInputs: ['own inputs'],
  isCacheable: true,
  builtWith: 'nx-conda 1, rattler-build 2',
};

const digest = (project: string) => ({
  fileset: `{workspaceRoot}/dist/conda/${project}/digest.json`,
  includeIgnored: true,
});

describe('targetsOf', () => {
  it('lists exactly the projects that must be built before, per kind', () => {
    const targets = targetsOf(FACTS, readSettings({}));
    expect(targets['conda-build']).toMatchObject({
      cache: true,
      inputs: ['inputs', digest('{cumm,pccm}')],
      outputs: ['{workspaceRoot}/dist/conda/spconv'],
      dependsOn: [{ projects: ['cumm', 'pccm'], target: 'conda-build' }],
      options: {
        channels: ['conda-forge'],
        outputRoot: 'dist/conda',
        builtWith: 'nx-conda 1, rattler-build 2',
      },
    });
    expect(targets['conda-test']?.dependsOn).toEqual([
      'conda-build',
      { projects: ['cumm'], target: 'conda-build' },
    ]);
    expect(targets['conda-publish']).toMatchObject({
      dependsOn: ['conda-build'],
      options: { outputRoot: 'dist/conda' },
    });
    expect(targets['conda-publish']?.cache).toBeUndefined();
  });

  it('hashes only the digests of the builds it waits for, at their output paths', () => {
    const targets = targetsOf(FACTS, readSettings({ outputRoot: './dist//conda/' }));
    expect(targets['conda-build']?.inputs).toEqual(['inputs', digest('{cumm,pccm}')]);
    expect(targets['conda-test']?.inputs).toEqual(['inputs', digest('{spconv,cumm}')]);
    expect(targets['conda-build']?.outputs).toEqual(['{workspaceRoot}/dist/conda/spconv']);
  });

  it('follows a renamed build target everywhere, merges overrides and omits disabled targets', () => {
    const settings = readSettings({
      targets: { build: { name: 'pack', parallelism: false, options: { cuda: '' } }, publish: false },
    });
    const targets = targetsOf(FACTS, settings);
    expect(Object.keys(targets)).toEqual([
      'pack',
      'conda-test',
      'conda-check',
      'conda-render',
      'conda-explain',
    ]);
    expect(targets['pack']).toMatchObject({
      parallelism: false,
      options: { cuda: '', outputRoot: 'dist/conda' },
    });
    expect(targets['conda-test']?.dependsOn).toEqual(['pack', { projects: ['cumm'], target: 'pack' }]);
  });

  it('can be released if the channel is known', () => {
    const settings = readSettings({ targets: { publish: { name: 'ship', options: { to: '../channel' } } } });
    const targets = targetsOf(FACTS, settings);
    expect(targets['nx-release-publish']).toEqual(targets['ship']);
    expect(targets['nx-release-publish']?.options).toEqual({ outputRoot: 'dist/conda', to: '../channel' });
    expect(targetsOf(FACTS, readSettings({}))['nx-release-publish']).toBeUndefined();
  });

  it('publishes to the channel of the workspace, unless the target sets another', () => {
    const options = { publishTo: 's3://bucket/channel', rattlerBuild: 'bin/rattler-build' };
    const targets = targetsOf(FACTS, readSettings(options));
    const expected = { to: 's3://bucket/channel', rattlerBuild: 'bin/rattler-build' };
    expect(targets['conda-publish']?.options).toMatchObject(expected);
    expect(targets['nx-release-publish']?.options).toMatchObject(expected);
    const other = readSettings({ ...options, targets: { publish: { options: { to: 'channel' } } } });
    expect(targetsOf(FACTS, other)['conda-publish']?.options).toMatchObject({ to: 'channel' });
  });

  it('checks without waiting and with a cache; severities are in nx.json only', () => {
    const check = targetsOf(FACTS, readSettings({ checks: { 'missing-tests': 'off' } }))['conda-check'];
    expect(check).toMatchObject({
      executor: 'nx-conda:check',
      cache: true,
      dependsOn: [],
      inputs: ['own inputs'],
    });
    expect(check?.options).not.toHaveProperty('checks');
  });

  it('has an empty dependsOn if nothing is needed, so that no target default applies', () => {
    const targets = targetsOf({ ...FACTS, build: [] }, readSettings({}));
    expect(targets['conda-build']?.dependsOn).toEqual([]);
  });

  it('renders with the options of the build, without cache and without waiting', () => {
    const options = { variants: ['v.json'], targetPlatform: 'osx-arm64', rattlerBuild: 'bin/rattler-build' };
    const render = targetsOf(FACTS, readSettings(options))['conda-render'];
    expect(render).toMatchObject({ executor: 'nx-conda:render', options });
    expect(render?.cache).toBeUndefined();
    expect(render?.dependsOn).toBeUndefined();
    expect(targetsOf(FACTS, readSettings({}))['conda-render']?.options).toEqual({});
    expect(targetsOf(FACTS, readSettings({ targets: { render: false } }))['conda-render']).toBeUndefined();
  });
});

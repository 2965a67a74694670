import { actionsFor, graphOf } from './version-actions.fixture';

const APP = `package: { name: app, version: "1" }
requirements:
  build:
    - "core ==1.0.0 cpu_*"   # exact
    - if: linux
      then: [ 'core-dev  1.0.*' ]
  host: ['core >=1.0,<1.1', other ==1.0.0] # ünïcode
  run:
    - Core >=0.9
    - core ==1.0.0|==1.1.0
    - core \${{ pin }}
    - \${{ pin_compatible('core') }}
  run_constraints:
    - "c\\u006fre <1.1"
  ignore_run_exports:
    by_name: [core]
`;

describe('the pins of other recipes', () => {
  const forApp = (text = APP) => actionsFor('app', { 'recipes/app/recipe.yaml': text });
  const graph = graphOf({ core: ['core', 'Core-Dev'], other: ['other'], docs: undefined }, ['core', 'docs']);

  it('belong to the recipes that the graph names', async () => {
    const { tree, actions } = await forApp();
    expect(await actions.readDependencies(tree, graph)).toEqual([
      { source: 'app', target: 'core', type: 'implicit' },
    ]);
    expect(await actions.readDependencies(tree, { nodes: {}, dependencies: {} })).toEqual([]);
  });

  it('are shown to Nx: the first one', async () => {
    const { tree, actions } = await forApp();
    const pinOf = (project: string) => actions.readCurrentVersionOfDependency(tree, graph, project);
    expect(await pinOf('core')).toEqual({ currentVersion: '==1.0.0', dependencyCollection: 'build' });
    expect(await pinOf('other')).toEqual({ currentVersion: '==1.0.0', dependencyCollection: 'host' });
    const none = { currentVersion: null, dependencyCollection: null };
    expect(await pinOf('docs')).toEqual(none);
    const loose = await forApp(
      'package: { name: app, version: 1 }\nrequirements:\n  host:\n' +
        "    - ${{ pin_compatible('core', upper_bound='x.x') }}\n    - core\n",
    );
    expect(await loose.actions.readCurrentVersionOfDependency(loose.tree, graph, 'core')).toEqual(none);
  });

  it('move where they exclude the new version, and nothing else changes', async () => {
    const { tree, actions } = await forApp();
    const lines = await actions.updateProjectDependencies(tree, graph, {
      core: '^1.1.0',
      docs: '9.0.0',
      other: '2.0.0',
    });
    expect(lines).toEqual([
      '✍️  recipes/app/recipe.yaml:4:7 core ==1.0.0 cpu_* → core ==1.1.0 cpu_* (core 1.1.0)',
      '✍️  recipes/app/recipe.yaml:6:15 core-dev  1.0.* → core-dev  1.1.* (core 1.1.0)',
      '✍️  recipes/app/recipe.yaml:7:10 core >=1.0,<1.1 → core >=1.1.0,<1.2 (core 1.1.0)',
      '⚠️  recipes/app/recipe.yaml:10:7 core ==1.0.0|==1.1.0: check whether this requirement allows core 1.1.0',
      '⚠️  recipes/app/recipe.yaml:11:7 core ${{ pin }}: check whether this requirement allows core 1.1.0',
      '⚠️  recipes/app/recipe.yaml:14:7 core <1.1 excludes core 1.1.0. Change this requirement by hand.',
      '✍️  recipes/app/recipe.yaml:7:31 other ==1.0.0 → other ==2.0.0 (other 2.0.0)',
    ]);
    expect(tree.read('recipes/app/recipe.yaml', 'utf8')).toBe(
      APP.replace('core ==1.0.0 cpu_*', 'core ==1.1.0 cpu_*')
        .replace('core-dev  1.0.*', 'core-dev  1.1.*')
        .replace('>=1.0,<1.1', '>=1.1.0,<1.2')
        .replace('other ==1.0.0', 'other ==2.0.0'),
    );
  });

  it.each([
    ['1.1.0-rc.1', 'core ==1.1.0rc1', 'core >=1.1.0rc1,<1.2'],
    ['2024.1.0.1', 'core ==2024.1.0.1', 'core >=2024.1.0.1,<2024.2'],
    ['1.0.0', 'core ==1.0.0', 'core >=1.0,<1.1'],
  ])('move to %s', async (version, exact, range) => {
    const text = (one: string, other: string) =>
      `package: { name: app, version: 1 }\nrequirements: { host: ["${one}"], run: ["${other}"] }\n`;
    const { tree, actions } = await forApp(text('core ==1.0.0', 'core >=1.0,<1.1'));
    await actions.updateProjectDependencies(tree, graph, { core: version });
    expect(tree.read('recipes/app/recipe.yaml', 'utf8')).toBe(text(exact, range));
  });
});

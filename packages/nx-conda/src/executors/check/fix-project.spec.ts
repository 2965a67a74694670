import { LIB, startAgain, workspace } from '../lib-and-app.fixture';
import { readdirSync } from 'node:fs';
import { recipeText } from '../recipe-workspace.fixture';
import checkExecutor from './executor';
import type { CheckExecutorOptions } from './options.schema';

const { engine } = workspace;
const recipe = (...run: string[]) =>
  recipeText(
    'lib',
    'tests: [{script: [x]}]',
    'requirements:',
    '  run:',
    ...run.map((spec) => `    - ${spec}`),
  );
const BROKEN = recipe('pytorch-cuda 12.6.*');
const FIXED = recipe('pytorch * cuda*');

const fix = (options: CheckExecutorOptions = {}) =>
  workspace.run(checkExecutor, 'lib:conda-check', { fix: true, channels: ['conda-forge'], ...options });

describe('a check with --fix', () => {
  beforeEach(async () => {
    await startAgain();
    workspace.write({ 'lib/recipe.yaml': BROKEN });
  });

  it('writes the changes that rattler-build can render, and leaves no draft', async () => {
    const { success, output } = await fix({ targetPlatform: 'linux-64' });
    expect(output).toBe(
      'Fixed: Write pytorch * cuda* for pytorch-cuda\nlib/recipe.yaml: no problems found.\n',
    );
    expect(success).toBe(true);
    expect(workspace.read('lib/recipe.yaml')).toBe(FIXED);
    expect(readdirSync(workspace.path('lib'))).toEqual(['recipe.yaml']);
    const drafts = engine.runs().filter((run) => run.includes('draft.yaml --ignore-recipe-variants'));
    expect(drafts.map((run) => /--target-platform (\S+)$/.exec(run)?.[1])).toEqual([
      ...['linux-64', 'linux-aarch64', 'osx-64', 'osx-arm64', 'win-64'],
    ]);
  });

  it('refuses a change that rattler-build cannot render', async () => {
    engine.renders('lib', [LIB]);
    engine.answer('render', 'lib', 'if grep -q "cuda[*]" "$recipe"; then exit 1; fi; cat "$answer.json"');
    const { output } = await fix();
    expect(output).toMatch(
      /^Not fixed, because rattler-build cannot render the recipe with this change: Write pytorch/,
    );
    expect(workspace.read('lib/recipe.yaml')).toBe(BROKEN);
  });

  it('only shows the changes in a dry run', async () => {
    const { output } = await fix({ dryRun: true });
    const diff = [
      ...['--- a/lib/recipe.yaml', '+++ b/lib/recipe.yaml', '@@ -3,3 +3,3 @@', ' requirements:', '   run:'],
      ...['-    - pytorch-cuda 12.6.*', '+    - pytorch * cuda*', 'Remaining findings:'],
    ];
    expect(output).toBe([...diff, 'lib/recipe.yaml: no problems found.', ''].join('\n'));
    expect(workspace.read('lib/recipe.yaml')).toBe(BROKEN);
    workspace.write({ 'lib/recipe.yaml': FIXED });
    expect(await fix({ dryRun: true })).toEqual({
      success: true,
      output: 'lib/recipe.yaml: no problems found.\n',
    });
  });

  it('changes variant files, and renders with changed copies in the order of a build', async () => {
    workspace.write({
      'lib/recipe.yaml': FIXED,
      'lib/variants.yaml': 'a: [1, 2]\nb: [x]\nzip_keys:\n  - [a, b]\n',
      'variants.json': '{"python": ["3.12"]}',
    });
    expect((await fix()).output).toMatch(/^Fixed: .*b/);
    expect(workspace.read('lib/variants.yaml')).toContain('b: [x, x]\n');
    expect(engine.runs()[0]).toMatch(
      new RegExp(
        `lib/recipe\\.yaml --variant-config \\S+/0/variants\\.yaml --variant-config ${workspace.root}/variants\\.json `,
      ),
    );
  });

  it('makes changes without rattler-build, and says that it did not test them', async () => {
    const { output } = await workspace.withoutEngine(() => fix({ rattlerBuild: '' }));
    expect(output).toContain(
      'rattler-build was not found on this machine, so nx-conda did not test whether the recipe still renders.',
    );
    expect(workspace.read('lib/recipe.yaml')).toBe(FIXED);
  });

  it('leaves an unreadable recipe as it is', async () => {
    workspace.write({ 'lib/recipe.yaml': 'package:\n  name: [lib\n' });
    const { success, output } = await fix();
    expect(success).toBe(false);
    expect(output).toMatch(/^lib\/recipe\.yaml:3:1 {2}error/);
    expect(workspace.read('lib/recipe.yaml')).toBe('package:\n  name: [lib\n');
  });
});

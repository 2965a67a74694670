import { rmSync } from 'node:fs';
import { LIB, startAgain, workspace } from '../lib-and-app.fixture';
import buildExecutor from '../build/executor';
import { recipeText } from '../recipe-workspace.fixture';
import checkExecutor from './executor';
import type { CheckExecutorOptions } from './options.schema';

const { engine } = workspace;
const TESTED = 'tests: [{script: [x]}]';
const FORGE = { channels: ['conda-forge'] };

const check = (options: CheckExecutorOptions = {}, project = 'lib') =>
  workspace.run(checkExecutor, `${project}:conda-check`, options);

/** `rule file:line` of each finding. */
async function found(options: CheckExecutorOptions = {}, project = 'lib'): Promise<string[]> {
  const { output } = await check({ ...options, format: 'json' }, project);
  const { findings } = JSON.parse(output) as { findings: { rule: string; file: string; line: number }[] };
  return findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`);
}

beforeEach(async () => {
  await startAgain();
  workspace.write({ 'lib/recipe.yaml': recipeText('lib', TESTED, 'requirements: {run: [torch]}') });
});

describe('the check executor', () => {
  it('prints findings for people, and fails with an error', async () => {
    const { success, output } = await check(FORGE);
    expect(success).toBe(false);
    expect(output).toMatch(/^lib\/recipe\.yaml:3:22 {2}error {2}torch .* {2}unknown-package-name\n/);
    expect(output).toMatch(
      /lib\/recipe\.yaml: 1 error[\s\S]*node_modules\/nx-conda\/docs\/checks\/<rule>\.md\n$/,
    );
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', TESTED) });
    expect(await check(FORGE)).toEqual({ success: true, output: 'lib/recipe.yaml: no problems found.\n' });
    expect(engine.runs()).toEqual([]);
  });

  it('prints for GitHub', async () => {
    expect((await check({ ...FORGE, format: 'github' })).output).toMatch(
      /^::error file=lib\/recipe\.yaml,line=3,/,
    );
  });

  it('writes a SARIF file for each project', async () => {
    const options = { ...FORGE, format: 'sarif' as const, outputFile: 'reports/{projectName}.sarif' };
    expect(await check(options)).toEqual({ success: false, output: '' });
    const [run] = (JSON.parse(workspace.read('reports/lib.sarif')) as { runs: { results: unknown[] }[] })
      .runs;
    expect(run?.results).toMatchObject([{ ruleId: 'unknown-package-name', level: 'error' }]);
  });

  it('takes severities from nx.json and the project, and fails from the chosen one on', async () => {
    await workspace.readGraph(['lib', 'app'], { checks: { 'unknown-package-name': 'warning' } });
    expect(await check(FORGE)).toMatchObject({ success: true });
    expect(await check({ ...FORGE, failOn: 'warning' })).toMatchObject({ success: false });
    const checks = { 'unknown-package-name': 'off' as const };
    expect(await check({ ...FORGE, checks, failOn: 'warning' })).toMatchObject({ success: true });
    const refused = await check({ checks: { 'no-such-rule': 'off' } });
    expect(refused.success).toBe(false);
    expect(refused.output).toContain(
      'The option "checks" contains unknown rules: no-such-rule.\n  1. Known rules: compiler-in-run,',
    );
  });

  it('takes severities from the folder, and names the rule that an unknown one may mean', async () => {
    const folders = { lib: { checks: { 'unknown-package-name': 'off' as const } } };
    await workspace.readGraph(['lib', 'app'], { folders });
    expect(await check({ ...FORGE, failOn: 'warning' })).toMatchObject({ success: true });
    const { output } = await check({ checks: { 'unknown-package-nam': 'off' } });
    expect(output).toContain(
      'unknown-package-nam.\n  1. Did you mean unknown-package-name?\n  2. Known rules:',
    );
  });

  it('reports a recipe that cannot be read at the place of the error', async () => {
    workspace.write({ 'lib/recipe.yaml': 'package:\n  name: [lib\n' });
    expect(await found()).toEqual(['unreadable lib/recipe.yaml:3']);
  });
});

describe('a check', () => {
  it('knows the packages of the workspace and of channels on this machine', async () => {
    workspace.write({
      'lib/recipe.yaml': recipeText('lib', TESTED, 'requirements:', '  run: [app, other]'),
      'forge/noarch/repodata.json':
        '{"packages.conda": {"other-1-0.conda": {"name": "other", "version": "1", "build": "0", "size": 1, "sha256": "0"}}}',
    });
    expect(await found({ channels: ['./forge'] })).toEqual([]);
    workspace.write({ 'forge/noarch/repodata.json': '{}' });
    expect(await found({ channels: ['./forge'] })).toEqual(['unknown-package-name lib/recipe.yaml:4']);
    workspace.write({ 'forge/noarch/repodata.json': '{"packages.conda": {"other-1-0.conda": {}}}' });
    expect(await found({ channels: ['./forge'] })).toEqual([]);
  });

  it('finds variant files above the recipe that nothing reads', async () => {
    workspace.write({
      'lib/recipe.yaml': recipeText('lib', TESTED, 'requirements: {host: [python]}'),
      'variants.yaml': 'perl: ["5"]\npython: ["3.12"]\n',
      'variants.json': '{}',
    });
    const off = { ...FORGE, checks: { 'unknown-package-name': 'off' as const } };
    expect(await found(off)).toEqual(['unread-variant-file variants.yaml:2']);
    rmSync(workspace.path('variants.yaml'));
    expect(await found(off)).toEqual([]);
  });

  it('knows packages that two projects build', async () => {
    engine.renders('app', [{ ...LIB, build: 'h_1' }]);
    workspace.write({
      'lib/recipe.yaml': recipeText('lib', TESTED),
      'app/recipe.yaml': recipeText('lib', '# other'),
    });
    await workspace.readGraph(['lib', 'app']);
    expect(await found()).toEqual(['duplicate-provider lib/recipe.yaml:1']);
  });

  it('knows why the graph could not render the recipe', async () => {
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', TESTED, '# other') });
    engine.answer('render', 'lib', 'echo "Error:   × undefined x" >&2; exit 1');
    await workspace.readGraph(['lib', 'app']);
    expect((await check()).output).toMatch(/not-rendered[\s\S]*undefined x/);
  });

  it('knows that there is no channel, and that a channel is not there', async () => {
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', TESTED, 'requirements: {run: [numpy, app]}') });
    expect(await found({ channels: [] })).toEqual(['missing-channel lib/recipe.yaml:3']);
    expect(await found({ channels: ['file:nowhere'] })).toEqual(['missing-channel lib/recipe.yaml:1']);
  });

  it('knows the versions that the workspace builds, and the names that are close', async () => {
    const recipe = recipeText('lib', TESTED, 'requirements: {run: [app >=99, "apq", "app >=0"]}');
    workspace.write({ 'lib/recipe.yaml': recipe });
    const { output } = await check({ channels: [], format: 'json' });
    expect(output).toContain('`app >=99` is not available: the workspace builds app ');
    expect(await found({ channels: [] })).toEqual([
      'unavailable-version lib/recipe.yaml:3',
      'missing-channel lib/recipe.yaml:3',
    ]);
  });

  it('knows submodules that are not checked out', async () => {
    workspace.write({
      '.gitmodules': '[submodule "x"]\n\tpath = third/x\n\turl = ../x\n',
      'lib/recipe.yaml': recipeText('lib', TESTED, 'source: {path: ../third/x}'),
    });
    expect(await found()).toEqual(['missing-submodule lib/recipe.yaml:3']);
  });

  it('looks into the source that a failed build left, unless the recipe is newer', async () => {
    const recipe = recipeText('lib', TESTED, 'requirements:', '  build: [\'${{ compiler("cuda") }}\']');
    workspace.write({ 'lib/recipe.yaml': recipe });
    await workspace.readGraph(['lib']);
    await workspace.hash();
    const work = '"$output/bld/rattler-build_lib/work"';
    engine.answer('build', 'lib', `mkdir -p ${work}; echo "#include <cusparse.h>" > ${work}/x.cu; exit 1`);
    await workspace.run(buildExecutor, 'lib:conda-build');
    const header = expect.stringMatching(/^missing-header-package .*\/work\/x\.cu:1$/);
    expect(await found()).toContainEqual(header);
    workspace.write({ 'lib/recipe.yaml': recipe });
    expect(await found()).not.toContainEqual(header);
  });
});

import { recipeText, recipeWithHost, TempWorkspace } from './temp-workspace.fixture';
import { join } from 'node:path';
import { FakeRenderer, rendered } from './fake-renderer.fixture';

const options = { rattlerBuild: 'tools/rattler-build' };

function withEngine(files: Record<string, string>): { workspace: TempWorkspace; engine: FakeRenderer } {
  const workspace = new TempWorkspace(files);
  return { workspace, engine: new FakeRenderer(join(workspace.root, 'tools')) };
}

/** The recipes that were rendered since the last call, with the other arguments. Their number in a run may vary. */
function asked(engine: FakeRenderer): string[] {
  const asked = engine
    .runs()
    .flatMap(({ recipes, settings }) => recipes.map((name) => `${name} ${settings}`));
  return [...new Set(asked.map((line) => line.trim()))].sort();
}

it('takes the requirements and keys from a rendering, and renders again what changed, or all for a new version', async () => {
  const { workspace, engine } = withEngine({
    'a/recipe.yaml': recipeWithHost('a', '${{ name }}'),
    'b/recipe.yaml': recipeText('b'),
    'variants.json': '{"name": ["b"]}',
  });
  const variants = `--variant-config ${join(workspace.root, 'variants.json')}`;
  engine.answer({ a: [rendered('a', { host: ['b'] }, { late: 1, python: '3' })], b: [rendered('b')] });
  const { a } = await workspace.projects(options);
  expect(a?.metadata?.['conda']).toMatchObject({ exact: true, build: ['b'], edges: ['b'] });
  expect(a?.targets?.['conda-build']?.options).toMatchObject({
    builtWith: expect.stringMatching(/^nx-conda \d+\.\d+\.\d+, rattler-build 0\.74\.0, \w+-\w+$/) as string,
  });
  expect(a?.targets?.['conda-build']?.inputs?.[1]).toMatchObject({
    fields: expect.arrayContaining(['name', 'late', 'python']) as string[],
  });
  expect(asked(engine)).toEqual([`a ${variants}`, `b ${variants}`]);

  await workspace.projects(options);
  expect(asked(engine)).toEqual([]);
  workspace.write({ 'b/recipe.yaml': recipeText('b', 'about: {}\n') });
  await workspace.projects(options);
  expect(asked(engine)).toEqual([`b ${variants}`]);
  new FakeRenderer(join(workspace.root, 'tools'), '0.75.0');
  await workspace.projects(options);
  expect(asked(engine)).toEqual([`a ${variants}`, `b ${variants}`]);
});

it('tells rattler-build the platform, and what is experimental', async () => {
  const { workspace, engine } = withEngine({
    'a/recipe.yaml': recipeText('a', 'context:\n  more: ${{ load_from_file("more.json") }}\n'),
    'b/recipe.yaml': recipeText('b'),
  });
  engine.answer({ a: [rendered('a')], b: [rendered('b')] });
  await workspace.projects({ ...options, targetPlatform: 'osx-64' });
  expect(asked(engine)).toEqual(['a --target-platform osx-64 --experimental', 'b --target-platform osx-64']);
  // The content of a loaded file is not part of the key.
  await workspace.projects({ ...options, targetPlatform: 'osx-64' });
  expect(asked(engine)).toEqual(['a --target-platform osx-64 --experimental']);
});

it('takes the text of a recipe that fails, and tries it again each time, alone', async () => {
  const { workspace, engine } = withEngine({
    'a/recipe.yaml': recipeText('a'),
    'bad/recipe.yaml': recipeWithHost('bad', 'a'),
    'c/recipe.yaml': recipeText('c'),
  });
  engine.answer({ a: [rendered('a')], bad: 'Error: × no such key', c: [rendered('c')] });
  const failed = { exact: false, reason: 'Error: × no such key', provides: ['bad'], build: ['a'] };
  expect((await workspace.metadata(options))['bad']).toMatchObject(failed);
  expect(asked(engine)).toEqual(['a', 'bad', 'c']);

  workspace.write({ 'c/recipe.yaml': recipeText('c', 'about: {}\n') });
  expect((await workspace.metadata(options))['bad']).toMatchObject(failed);
  expect(
    engine
      .runs()
      .map(({ recipes }) => recipes.join(' '))
      .sort(),
  ).toEqual(['bad', 'c']);

  engine.answer({ bad: [rendered('bad', { host: ['c'] })] });
  expect((await workspace.metadata(options))['bad']).toMatchObject({ exact: true, build: ['c'] });
});

it.each([
  [
    'nothing',
    expect.stringMatching(
      /^The output of \/.* \(rattler-build 0\.74\.0\) with --render-only is not valid JSON\.\n {2}1\. Update rattler-build, .*\n {2}2\. If \/.* is a wrapper around rattler-build, change the wrapper so that it prints only the output of rattler-build to stdout\.$/,
    ),
  ],
  ['{"outputs": []}', expect.stringMatching(/^nx-conda could not read the output of rattler-build: /)],
])('takes the texts if rattler-build prints %s', async (printed, reason) => {
  const { workspace, engine } = withEngine({
    'a/recipe.yaml': recipeText('a'),
    'b/recipe.yaml': recipeWithHost('b', 'a', '${{ env.get("B") }}'),
  });
  engine.print(printed);
  const { b } = await workspace.metadata(options);
  expect(b).toMatchObject({ exact: false, provides: ['b'], build: ['a'], reason });
  expect(b?.reads.environment).toEqual(['B']);
});

it('renders many recipes in few runs, each recipe once', async () => {
  const names = [...Array(20).keys()].map((index) => `r${index}`);
  const { workspace, engine } = withEngine(
    Object.fromEntries(names.map((name) => [`${name}/recipe.yaml`, recipeText(name)])),
  );
  engine.answer(Object.fromEntries(names.map((name) => [name, [rendered(name)]])));
  const found = Object.values(await workspace.metadata(options));
  expect(found.map((conda) => conda?.exact)).toEqual(names.map(() => true));
  const runs = engine.runs();
  expect(runs.flatMap(({ recipes }) => recipes).sort()).toEqual([...names].sort());
  expect(runs.length).toBeLessThan(names.length);
});

it('takes an engine into use once it is there', async () => {
  const workspace = new TempWorkspace({ 'a/recipe.yaml': recipeText('a') });
  const reason = 'rattler-build is not on this machine yet';
  expect((await workspace.metadata(options))['a']).toMatchObject({ exact: false, reason });
  new FakeRenderer(join(workspace.root, 'tools')).answer({ a: [rendered('a')] });
  const { a } = await workspace.metadata(options);
  expect(a?.exact).toBe(true);
  expect(a).not.toHaveProperty('reason');
});

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bubblewrapProblem } from './bubblewrap';
import { engines } from './engines';
import { IsolatedWorkspace } from './isolated-workspace';
import { addChain, addRecipe, recipeText } from './recipes';
import { undeclaredReads } from './undeclared-reads';

const problem = bubblewrapProblem();
if (problem) console.warn(`SKIPPED: everything in bubblewrap. ${problem}`);
const whereItRuns = problem ? describe.skip : describe;

whereItRuns.each(engines)('isolated, with $name', ({ env }) => {
  let workspace: IsolatedWorkspace;

  beforeAll(() => {
    workspace = new IsolatedWorkspace(env);
    workspace.addTargets();
  });

  afterAll(() => workspace.remove());

  describe('an undeclared read', () => {
    let output: string;

    beforeAll(async () => {
      for (const one of undeclaredReads) workspace.addCase(one);
      workspace.commit('Undeclared');
      const names = undeclaredReads.map(({ name }) => name).join(',');
      const all = ['run-many', '-t', 'conda-build', '--parallel=2', '--output-style=static', '-p', names];
      ({ output } = await workspace.nx(all));
    });

    it.each(undeclaredReads)('fails and is named: $name', ({ name, names }) => {
      const message = new RegExp(`recipes/${name}/recipe\\.yaml was not built\\b([^]*?)docs/isolation\\.md`);
      const said = message.exec(output)?.[1] ?? 'it was built';
      expect(said).toContain('tried to read files that its hash does not cover');
      expect(said).toContain(`    ${names.replace('TEMP', workspace.temporary)}`);
      expect(said).toContain('"reads": ["');
      expect(workspace.exists(`dist/conda/${name}/build.json`)).toBe(false);
    });
  });

  it('builds and tests packages on top of each other', async () => {
    addChain(workspace);
    const names = 'base-x,lib-x,tool-x,app-x';
    await workspace.ok(['run-many', '-t', 'conda-build', 'conda-test', '-p', names]);
    expect(workspace.lastRun().ran).toHaveLength(8);
  });

  it('shows hashed files: named files, sources, links, files beside ignored ones, executable files', async () => {
    workspace.write('recipes/good/sub/tool.sh', '#!/bin/sh\necho tool\n');
    chmodSync(join(workspace.root, 'recipes/good/sub/tool.sh'), 0o755);
    workspace.write('recipes/good/sub/cache.ignored', 'no');
    workspace.write('recipes/good/whole/a.txt', 'a\n');
    workspace.write('pool/p.txt', 'p\n');
    symlinkSync('../../pool', join(workspace.root, 'recipes/good/pool'));
    symlinkSync('whole/a.txt', join(workspace.root, 'recipes/good/current'));
    workspace.write('src/good/main.txt', 'm\n');
    const script = [
      '. $RECIPE_DIR/../../common/c.sh',
      'test "$C" = 1',
      'test "$($RECIPE_DIR/sub/tool.sh)" = tool',
      'test "$(cat $RECIPE_DIR/whole/*.txt $RECIPE_DIR/pool/p.txt main.txt)" = "$(printf "a\\np\\nm")"',
      'test "$(readlink $RECIPE_DIR/current)" = whole/a.txt',
      // A folder named in a text is read as a whole.
      'R=RECIPE_DIR',
      'test "$(ls ${!R}/sub)" = tool.sh',
      'echo x > $(mktemp)',
    ];
    const text = recipeText({ name: 'good', script }).replace(
      'build:',
      'source:\n  path: ../../src/good\nbuild:',
    );
    workspace.write('recipes/good/recipe.yaml', text);
    await workspace.ok(['run', 'good:conda-build']);
  });

  it('copies if too many single files would be shown', async () => {
    for (let index = 0; index < 300; index++) workspace.write(`recipes/many/d/${index}.txt`, `${index}\n`);
    workspace.write('recipes/many/d/x.ignored', 'no');
    workspace.write('recipes/many/d/whole/w.txt', 'w\n');
    const script = [
      'R=RECIPE_DIR',
      'test $(ls ${!R}/d | wc -l) = 301',
      'cat $RECIPE_DIR/d/299.txt $RECIPE_DIR/d/whole/w.txt',
    ];
    addRecipe(workspace, { name: 'many', script });
    await workspace.ok(['run', 'many:conda-build']);
  });

  it('lets git read the workspace if the recipe queries it, and sources in a local repository', async () => {
    const source = join(workspace.temporary, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 's.txt'), 's\n');
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-qm', 'x'],
      ['tag', 'v1'],
    ]) {
      execFileSync('git', args, { cwd: source, env: { ...process.env, ...identity } });
    }
    const text = recipeText({
      name: 'gits',
      content: '${{ git.head_rev(".") }}',
      script: ['cat s.txt t/s.txt'],
    });
    const sources = [
      'source:',
      `  - git: file://${source}`,
      '    tag: v1',
      '  - git: https://example.invalid/it.git',
      '    tag: v1',
      '    target_directory: t',
      'build:',
    ];
    workspace.write('recipes/gits/recipe.yaml', text.replace('build:', sources.join('\n')));
    workspace.commit('Git');
    await workspace.ok(['run', 'gits:conda-build'], {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.file://${source}.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://example.invalid/it.git',
    });
  });

  it('finds its engine, its caches and a channel even behind links in temporary folders', async () => {
    const links = join(workspace.temporary, 'links');
    const real = join(workspace.temporary, 'real');
    mkdirSync(join(real, 'cache'), { recursive: true });
    symlinkSync(real, links);
    const engine = env['NX_CONDA_RATTLER_BUILD'];
    if (engine) symlinkSync(dirname(engine), join(real, 'bin'));
    addRecipe(workspace, { name: 'behind-links' });
    await workspace.ok(['run', 'behind-links:conda-build'], {
      // The embedded engine is in the cache.
      ...(engine && { NX_CONDA_CACHE_DIR: join(links, 'cache') }),
      RATTLER_CACHE_DIR: join(links, 'cache'),
      ...(engine && { NX_CONDA_RATTLER_BUILD: join(links, 'bin', basename(engine)) }),
    });
  });

  it('also renders isolated', async () => {
    workspace.write('common/values.yaml', 'word: secret\n');
    const text = recipeText({ name: 'loads', content: '${{ word }}' });
    workspace.write('recipes/loads/where.json', JSON.stringify({ file: '../../common/values.yaml' }));
    const context =
      'context:\n  file: ${{ load_from_file("where.json").file }}\n  word: ${{ load_from_file(file).word }}\n';
    workspace.write('recipes/loads/recipe.yaml', context + text);
    const { exitCode, output } = await workspace.nx(['run', 'loads:conda-build']);
    expect(exitCode).toBe(1);
    expect(output).toContain('common/values.yaml');
    expect(output).toContain('isolated');
  });

  it('rejects an undeclared read in a test', async () => {
    const script = ['R=SECRET', `cat ${workspace.root}/common/c.sh`];
    addRecipe(workspace, { name: 'tested', test: script });
    const { exitCode, output } = await workspace.nx(['run', 'tested:conda-test']);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/tried to read files that its hash does not cover:\s+common\/c\.sh/);
  });

  it('stops without bubblewrap, and explains its installation', async () => {
    const bin = join(workspace.temporary, 'bin');
    mkdirSync(bin);
    for (const program of ['git', 'python3', 'bash', 'sh']) {
      symlinkSync(execFileSync('which', [program], { encoding: 'utf8' }).trim(), join(bin, program));
    }
    workspace.edit('recipes/base-x/recipe.yaml', (text) => `# Again.\n${text}`);
    const { exitCode, output } = await workspace.nx(['run', 'base-x:conda-build'], { PATH: bin });
    expect(exitCode).toBe(1);
    expect(output).toContain('bwrap is not found on PATH');
    expect(output).toContain('apt-get install bubblewrap');
  });

  it('is part of the hash, and can be turned off for one project', async () => {
    const off = { targets: { 'conda-build': { options: { isolated: false } } } };
    workspace.write('recipes/source/project.json', JSON.stringify(off));
    await workspace.ok(['run', 'source:conda-build']);
    workspace.delete('recipes/source/project.json');
    expect((await workspace.nx(['run', 'source:conda-build'])).exitCode).toBe(1);
  });
});

const identity = {
  GIT_AUTHOR_NAME: 'e2e',
  GIT_AUTHOR_EMAIL: 'e2e@localhost',
  GIT_COMMITTER_NAME: 'e2e',
  GIT_COMMITTER_EMAIL: 'e2e@localhost',
};

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

interface ShownProject {
  metadata: { description: string; targetGroups: Record<string, string[]>; conda: { output: string } };
  targets: Record<string, { metadata: { help: { command: string } } }>;
}

describe("what Nx's screens show, and the caches", () => {
  let workspace: TestWorkspace;

  beforeAll(() => {
    workspace = new TestWorkspace(engines[0]?.env);
    addRecipe(workspace, { name: 'base-x' });
    workspace.edit('recipes/base-x/recipe.yaml', (text) => `${text}about:\n  summary: A base\n`);
    addRecipe(workspace, { name: 'bad-x', host: ['base-x'], script: ['exit 3'] });
    workspace.commit('Start');
  });

  afterAll(() => workspace.remove());

  const shown = async (project: string) =>
    JSON.parse(await workspace.ok(['show', 'project', project, '--json'])) as ShownProject;

  it('are descriptions, a group of targets, and commands that print the options', async () => {
    const { metadata, targets } = await shown('base-x');
    expect(metadata.description).toBe('A base');
    expect(metadata.targetGroups['conda']).toEqual(Object.keys(targets));
    expect(metadata.conda.output).toBe('dist/conda/base-x');
    expect((await shown('bad-x')).metadata.description).toBe('Conda package bad-x');
    for (const [name, target] of Object.entries(targets)) {
      const { exitCode, stdout } = await workspace.shell(target.metadata.help.command);
      expect(stdout).toContain(`run base-x:${name} [options,...]`);
      expect(stdout).not.toContain('--builtWith');
      expect(exitCode).toBe(0);
    }
  });

  it('change no hash', async () => {
    await workspace.ok(['run', 'base-x:conda-build']);
    const before = workspace.lastHashes();
    // Nx hashes nx.json, but not these files. The help is another one without package.json.
    workspace.delete('package.json');
    workspace.write('nx', '');
    expect((await shown('base-x')).targets['conda-build']?.metadata.help.command).toMatch(/^\.\/nx /);
    await workspace.ok(['run', 'base-x:conda-build']);
    expect(workspace.lastHashes()).toEqual(before);
    expect(workspace.lastRun().reused).toEqual(['base-x:conda-build']);
  });

  it('leaves nothing of caches but what is needed, and builds again from nothing', async () => {
    expect((await workspace.nx(['run', 'bad-x:conda-build'])).exitCode).not.toBe(0);
    const caches = [join(workspace.home, 'cache/build'), join(workspace.home, 'rattler-cache/pkgs')];
    const folders = () =>
      caches
        .flatMap((cache) => readdirSync(cache, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory());
    const before = folders();
    const listed = await workspace.shell('npx nx-conda clean --older-than 0');
    expect(listed.stdout).toMatch(
      /rattler-cache\/pkgs \(1 package\) .* can be deleted\n.*\(build of bad-x\)/,
    );
    expect(folders()).toEqual(before);
    const deleted = await workspace.shell('npx nx-conda clean --older-than 0 --delete');
    expect(deleted.stdout).toMatch(/ deleted\.$/);
    expect(folders()).toEqual([]);
    workspace.edit('recipes/bad-x/recipe.yaml', (text) => text.replace('exit 3', 'true'));
    await workspace.ok(['run', 'bad-x:conda-build']);
  });
});

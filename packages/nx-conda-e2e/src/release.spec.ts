import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const CONTEXT = `# kept
context:
  version: '1.0.0' # kept, too
package:
  name: core-x
  version: \${{ version }}
build: { number: 2, noarch: generic, script: ["mkdir -p $PREFIX/share", "touch $PREFIX/share/core-x"] }
`;

describe('nx release', () => {
  let workspace: TestWorkspace;

  beforeEach(() => {
    workspace = new TestWorkspace(engines[0]?.env);
    workspace.write(
      'nx.json',
      JSON.stringify({
        plugins: [
          {
            plugin: 'nx-conda',
            options: { channels: [], targets: { publish: { options: { to: 'channel' } } } },
          },
        ],
        release: {
          projects: ['*'],
          projectsRelationship: 'independent',
          version: {
            versionActions: 'nx-conda/release/version-actions',
            currentVersionResolver: 'disk',
          },
          changelog: { projectChangelogs: true },
        },
      }),
    );
    workspace.write('recipes/core-x/recipe.yaml', CONTEXT);
    addRecipe(workspace, { name: 'app-x', host: ['core-x ==1.0.0'], run: ['core-x >=1.0,<1.1'] });
    workspace.write('.gitignore', 'node_modules\ndist\n.nx\nchannel\n');
    workspace.commit('feat: begin');
  });

  afterEach(() => workspace.remove());

  it('writes only versions, and the pins of dependents', async () => {
    const before = workspace.read('recipes/app-x/recipe.yaml');
    const { exitCode, output } = await workspace.nx(['release', 'version', 'minor', '--projects=core-x']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(workspace.read('recipes/core-x/recipe.yaml')).toBe(
      CONTEXT.replace("'1.0.0'", "'1.1.0'").replace('number: 2', 'number: 0'),
    );
    expect(workspace.read('recipes/app-x/recipe.yaml')).toBe(
      before
        .replace('version: 1.0.0', 'version: 1.0.1')
        .replace('core-x ==1.0.0', 'core-x ==1.1.0')
        .replace('core-x >=1.0,<1.1', 'core-x >=1.1.0,<1.2'),
    );
  });

  it('changes nothing in a dry run', async () => {
    const { exitCode, output } = await workspace.nx(['release', 'version', 'minor', '--dry-run']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain("+   version: '1.1.0' # kept, too");
    expect(workspace.read('recipes/core-x/recipe.yaml')).toBe(CONTEXT);
  });

  it('writes a pre-release as conda does, and increments from it', async () => {
    const args = ['release', 'version', '--projects=core-x', '--preid=rc'];
    await workspace.ok([...args, 'preminor']);
    expect(workspace.read('recipes/core-x/recipe.yaml')).toContain("version: '1.1.0rc0'");
    await workspace.ok([...args, 'prerelease']);
    expect(workspace.read('recipes/core-x/recipe.yaml')).toContain("version: '1.1.0rc1'");
    expect(workspace.read('recipes/app-x/recipe.yaml')).toContain('core-x ==1.1.0rc1');
  });

  it('accepts a version that is not semver', async () => {
    await workspace.ok(['release', 'version', '2024.1', '--projects=core-x']);
    expect(workspace.read('recipes/core-x/recipe.yaml')).toContain("version: '2024.1'");
  });

  it('reports a version that is not literal', async () => {
    workspace.edit('recipes/core-x/recipe.yaml', (text) => text.replace("'1.0.0'", '${{ python }}'));
    const { exitCode, output } = await workspace.nx(['release', 'version', 'minor']);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('recipes/core-x/recipe.yaml:3:12 The version comes from `python`');
  });

  it('releases: version, changelog, commit, tag; and publishes to the channel', async () => {
    const released = await workspace.nx([
      'release',
      'minor',
      '--projects=core-x',
      '--first-release',
      '--skip-publish',
    ]);
    expect({ exitCode: released.exitCode, output: released.output }).toMatchObject({ exitCode: 0 });
    expect(workspace.read('recipes/core-x/CHANGELOG.md')).toContain('1.1.0');
    const dry = await workspace.nx(['release', 'publish', '--dry-run']);
    expect(dry.output).toContain('noarch/core-x-1.1.0-');
    expect(workspace.exists('channel')).toBe(false);
    const { exitCode, output } = await workspace.nx(['release', 'publish']);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(workspace.read('channel/noarch/repodata.json')).toContain('core-x-1.1.0-');
  });
});

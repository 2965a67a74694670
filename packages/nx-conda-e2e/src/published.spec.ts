import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import type { PluginOptions } from '../../nx-conda/src/options';
import { engines } from './engines';
import { NpmRegistry } from './npm-registry';
import { releasePlugin } from './plugin-release';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const template = process.env['NX_CONDA_E2E_TEMPLATE'] ?? '';
const OLD = '0.0.9';
const NEW = '0.1.0';
const CHAIN = ['base-x', 'lib-x'];

/** Without it, nx migrate would first install the newest release of Nx into a temporary folder. */
const LOCAL = { NX_USE_LOCAL: 'true', NX_MIGRATE_USE_LOCAL: 'true' };

const OTHER_PLUGIN = `exports.name = 'todo';
exports.createNodes = ['**/TODO.md', (files) => files.map((file) => [file, { projects: { todo: { name: 'todo' } } }])];
`;

describe('nx-conda from a registry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-registry-'));
  let registry: NpmRegistry;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    registry = await NpmRegistry.start(folder);
    await releasePlugin(join(folder, 'repository'), [OLD, NEW], registry);
  });

  afterAll(async () => {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    const cache = execaSync('npm', ['config', 'get', 'cache']).stdout;
    workspace = new TestWorkspace({ ...engines[0]?.env, ...registry.env, npm_config_cache: cache });
    for (const path of ['node_modules', 'package.json', 'nx.json', '.gitignore']) workspace.delete(path);
  });

  afterEach(() => workspace.remove());

  it('works in an empty Nx workspace', async () => {
    addNxWorkspace(workspace, {}, {});
    await workspace.ok(['add', 'nx-conda']);
    expect(installed(workspace)).toBe(NEW);
    await showsBuildsAndTests(workspace, 'npx nx', CHAIN);
  });

  it('works beside JavaScript packages and other plugins, and migrates', async () => {
    addNxWorkspace(workspace, { workspaces: ['packages/*'] }, { plugins: ['./tools/todo-plugin.js'] });
    const greeting = { name: 'greeting', version: '1.0.0', scripts: { build: 'echo hello' } };
    workspace.write('packages/greeting/package.json', JSON.stringify(greeting));
    workspace.write('tools/todo-plugin.js', OTHER_PLUGIN);
    workspace.write('todo/TODO.md', '# To do\n');
    await workspace.ok(['add', `nx-conda@${OLD}`]);
    expect(installed(workspace)).toBe(OLD);
    setOptions(workspace, { targets: { publish: { options: { to: '../channel' } } } });

    await workspace.ok(['migrate', `nx-conda@${NEW}`], LOCAL);
    await succeeds(workspace, 'npm install --no-audit --no-fund');
    expect(installed(workspace)).toBe(NEW);
    const printed = await workspace.ok(['migrate', '--run-migrations'], LOCAL);
    expect(printed).toContain('the channel ../channel in nx.json is now the option "publishTo"');
    expect(optionsOf(workspace)).toEqual({ publishTo: '../channel' });

    await showsBuildsAndTests(workspace, 'npx nx', [...CHAIN, 'greeting', 'todo']);
    await workspace.ok(['run', 'greeting:build']);
  });

  it('works in a repository of recipes without package.json', async () => {
    addRecipe(workspace, { name: 'first-x' });
    workspace.commit('feat: begin');
    await succeeds(
      workspace,
      'npx --yes nx@24 init --useDotNxInstallation --interactive=false --nxCloud=skip',
    );
    await succeeds(workspace, './nx add nx-conda');
    expect(workspace.exists('package.json')).toBe(false);
    await showsBuildsAndTests(workspace, './nx', [...CHAIN, 'first-x']);
  });
});

/** With Nx installed, as by `npm install`. */
function addNxWorkspace(workspace: TestWorkspace, manifest: object, nxJson: object): void {
  const devDependencies = Object.fromEntries(['nx', '@nx/devkit'].map((name) => [name, versionOf(name)]));
  workspace.write('package.json', JSON.stringify({ name: 'w', private: true, ...manifest, devDependencies }));
  workspace.write('nx.json', JSON.stringify(nxJson));
  workspace.write('.gitignore', 'node_modules\n.nx\n');
  // npm replaces files, and never changes their content: the others stay as they are.
  execaSync('cp', ['-al', join(template, 'node_modules'), workspace.root]);
  for (const path of ['nx-conda', '.package-lock.json']) workspace.delete(`node_modules/${path}`);
}

function versionOf(name: string): string {
  return versionIn(join(template, 'node_modules', name));
}

function installed(workspace: TestWorkspace): string {
  return versionIn(join(workspace.root, 'node_modules/nx-conda'));
}

function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Builds without remote channels. @param nx the command */
async function showsBuildsAndTests(workspace: TestWorkspace, nx: string, projects: string[]): Promise<void> {
  setOptions(workspace, { ...optionsOf(workspace), channels: [] });
  workspace.commit('chore: nx-conda');
  addRecipe(workspace, { name: 'base-x', test: ['test -f $PREFIX/share/base-x.txt'] });
  addRecipe(workspace, { name: 'lib-x', host: ['base-x'], run: ['base-x'] });
  workspace.commit('feat: recipes');
  const shown = await succeeds(workspace, `${nx} show projects`);
  expect(shown.trim().split('\n').sort()).toEqual([...projects].sort());
  await succeeds(workspace, `${nx} run-many -t conda-check`);
  await succeeds(workspace, `${nx} affected -t conda-build conda-test --base=HEAD~1 --head=HEAD`);
  expect(workspace.exists('dist/conda/base-x.test.log')).toBe(true);
  for (const name of CHAIN) expect(workspace.exists(`dist/conda/${name}/noarch`)).toBe(true);
  expect(workspace.exists('dist/conda/first-x')).toBe(false);
}

async function succeeds(workspace: TestWorkspace, line: string): Promise<string> {
  const { exitCode, output, stdout } = await workspace.shell(line);
  expect({ line, exitCode, output }).toMatchObject({ exitCode: 0 });
  return stdout;
}

interface NxJson {
  plugins: (string | { plugin: string; options?: PluginOptions })[];
}

function optionsOf(workspace: TestWorkspace): PluginOptions {
  const { plugins } = JSON.parse(workspace.read('nx.json')) as NxJson;
  const entry = plugins.find((one) => typeof one !== 'string' && one.plugin === 'nx-conda');
  return typeof entry === 'object' ? (entry.options ?? {}) : {};
}

function setOptions(workspace: TestWorkspace, options: PluginOptions): void {
  const nxJson = JSON.parse(workspace.read('nx.json')) as NxJson;
  const others = nxJson.plugins.filter((one) => (typeof one === 'string' ? one : one.plugin) !== 'nx-conda');
  const plugins = [...others, { plugin: 'nx-conda', options }];
  workspace.write('nx.json', JSON.stringify({ ...nxJson, plugins }));
}

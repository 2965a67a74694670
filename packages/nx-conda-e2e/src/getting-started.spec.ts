import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { Workspace } from '../../../tools/workspace';
import { engines } from './engines';
import { type Differences, PageCommands } from './page-commands';
import { recipeText } from './recipes';
import { TestWorkspace } from './test-workspace';

const template = process.env['NX_CONDA_E2E_TEMPLATE'] ?? '';
const page = 'docs/getting-started.md';

/** `nx add` installs nx-conda from a registry, and then runs this. published.spec.ts installs it. */
const ADD = 'g nx-conda:init --no-interactive';

describe(page, () => {
  const machine = new TestWorkspace(engines[0]?.env);
  const channel = join(machine.home, 'channel');

  afterAll(() => machine.remove());

  it('a new repository: builds, tests, rebuilds and publishes', async () => {
    const reader = follow('A new repository', machine.home, {
      commands: {
        'npx nx@24 init': (root) => {
          linkNx(root, 'node_modules');
          write(root, 'nx.json', settings({ channels: [] }));
        },
        'npx nx add nx-conda': `npx nx ${ADD}`,
      },
    });

    const first = await reader.until('npx nx run-many -t conda-build conda-test');
    expect(printedBy('npx nx show projects', first)).toEqual(['greeting', 'hello']);
    expect(lastRun(reader.folder)).toEqual(tasks('greeting', 'hello'));
    expect(readdirSync(join(reader.folder, 'dist/conda'))).toContain('report.html');

    const second = await reader.until('npx nx affected -t conda-build conda-test');
    expect(second).toContain('recipes/hello/text/hello.txt has changed');
    expect(lastRun(reader.folder)).toEqual(tasks('greeting', 'hello'));

    await reader.until('npx nx run-many -t conda-publish --to=../channel');
    expect(reader.isDone).toBe(true);
    expect(packagesIn(channel)).toHaveLength(2);
  });

  it('an existing repository of recipes, without package.json: uses its channel and its variants', async () => {
    const root = join(machine.home, 'forge');
    write(root, 'variants.yaml', 'taste:\n  - sweet\n  - sour\n');
    const app = recipeText({ name: 'app', content: '${{ taste }}', host: ['greeting'] });
    write(root, 'recipes/app/recipe.yaml', app);
    write(
      root,
      'recipes/tool/recipe/recipe.yaml',
      recipeText({ name: 'tool', host: ['app'], test: ['true'] }),
    );
    await git(root, 'init', '--quiet', '--initial-branch', 'main');

    const reader = follow('An existing repository of recipes', root, {
      commands: {
        'npx nx@24 init': () => installBesides(root),
        './nx add nx-conda': `./nx ${ADD}`,
      },
      // The page shows the plugins only, and a channel that tests cannot reach.
      files: {
        'nx.json': (text) => {
          const { plugins } = JSON.parse(text.replace('conda-forge', `file:${channel}`)) as {
            plugins: unknown;
          };
          return JSON.stringify({ ...readJson(root, 'nx.json'), plugins });
        },
      },
      values: { project: 'app' },
    });

    const output = await reader.until('./nx run-many -t conda-build conda-test');
    expect(printedBy('./nx show projects', output)).toEqual(['app', 'tool']);
    expect(output).toMatch(/taste[^]*sweet/);
    expect(lastRun(root)).toEqual(tasks('app', 'tool'));
    expect(packagesIn(join(root, 'dist/conda/app'))).toHaveLength(2);

    await reader.until('./nx affected -t conda-check conda-build conda-test --base=main');
    expect(reader.isDone).toBe(true);
  });

  it('a JavaScript monorepo: runs the targets of packages and of recipes', async () => {
    const root = join(machine.home, 'monorepo');
    write(root, 'package.json', JSON.stringify({ name: 'm', private: true, workspaces: ['packages/*'] }));
    const scripts = { build: 'echo built > built.txt', test: 'echo tested' };
    write(root, 'packages/web/package.json', JSON.stringify({ name: 'web', version: '1.0.0', scripts }));
    write(root, 'recipes/data/recipe.yaml', recipeText({ name: 'data', test: ['true'] }));
    write(root, '.gitignore', 'node_modules\n.nx\n');
    write(root, 'nx.json', settings({ channels: [] }));
    linkNx(root, 'node_modules');
    await git(root, 'init', '--quiet', '--initial-branch', 'main');
    await git(root, 'add', '--all');
    await git(root, 'commit', '--quiet', '--message', 'Begin');

    const commands = { 'npx nx add nx-conda': `npx nx ${ADD}` };
    const reader = follow('A JavaScript monorepo', root, { commands });
    const output = await reader.until('npx nx affected -t build test conda-check conda-build conda-test');
    expect(reader.isDone).toBe(true);
    expect(printedBy('npx nx show projects', output)).toEqual(expect.arrayContaining(['data', 'web']));
    expect(readFileSync(join(root, 'packages/web/built.txt'), 'utf8')).toBe('built\n');
    expect(packagesIn(join(root, 'dist/conda/data'))).toHaveLength(1);
  });

  function follow(section: string, folder: string, differences: Differences): PageCommands {
    return new PageCommands({ page, section }, folder, machine.env, differences);
  }

  function lastRun(root: string): string[] {
    return new Workspace(root, machine.env).lastRun().ran;
  }

  async function git(root: string, ...args: string[]): Promise<void> {
    await execa('git', args, { cwd: root, env: machine.env, extendEnv: false });
  }
});

/** The lines that a command of the page prints, sorted. */
function printedBy(command: string, output: string): string[] {
  const [, after = ''] = output.split(`$ ${command}\n`);
  return (after.split('\n$ ')[0] ?? '').trim().split('\n').sort();
}

function settings(options: object): string {
  return JSON.stringify({ plugins: [{ plugin: 'nx-conda', options }] });
}

/** Nx and nx-conda, as all tests use them. */
function linkNx(root: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(join(template, 'node_modules'), join(root, path));
}

/** As `nx init` does it without package.json, without an installation. */
async function installBesides(root: string): Promise<void> {
  const { version } = readJson(template, 'node_modules/nx/package.json');
  linkNx(root, '.nx/installation/node_modules');
  write(root, '.nx/installation/package.json', JSON.stringify({ devDependencies: { nx: version } }));
  const scripts = join(
    root,
    '.nx/installation/node_modules/nx/dist/src/command-line/init/implementation/dot-nx',
  );
  const code = `require(process.argv[1]).generateDotNxSetup(process.argv[2])`;
  await execa(process.execPath, ['-e', code, join(scripts, 'add-nx-scripts.js'), String(version)], {
    cwd: root,
  });
}

function packagesIn(folder: string): string[] {
  return readdirSync(join(folder, 'noarch')).filter((file) => file.endsWith('.conda'));
}

/** Builds and tests, sorted. */
function tasks(...projects: string[]): string[] {
  return projects.flatMap((project) => [`${project}:conda-build`, `${project}:conda-test`]);
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function readJson(root: string, path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;
}

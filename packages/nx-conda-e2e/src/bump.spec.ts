import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const RECIPE = `# The library.
schema_version: 1

context:
  version: "1.9.0"   # as upstream

package:
  name: lib-x
  version: \${{ version }}

source:
  git: UPSTREAM
  tag: v\${{ version }}
  expected_commit: COMMIT
  patches:
    - ../../patches/name.patch

build: { number: 3, noarch: generic }

about:
  summary: "Ünïcode, kept"
`;

const PATCH = `--- a/setup.py
+++ b/setup.py
@@ -3,7 +3,7 @@
 3
 4
 5
-6
+six
 7
 8
 9
`;

const LINES = Array.from({ length: 12 }, (_, index) => `${index + 1}\n`).join('');

describe('nx g nx-conda:bump', () => {
  let workspace: TestWorkspace;
  let upstream: string;
  const commits: Record<string, string> = {};

  beforeAll(() => {
    workspace = new TestWorkspace();
    upstream = join(workspace.home, 'upstream');
    mkdirSync(upstream);
    git('init', '--quiet', '--initial-branch', 'main');
    release('1.9.0', LINES);
    release('1.10.0', `0\n${LINES}`);
    release('1.11', LINES.replace('3\n', 'three\n'));
    release('2.0.0', LINES.replace('6\n', 'sixth\n'));
    release('2.1.0rc1', LINES);
    workspace.write('patches/name.patch', PATCH);
  });

  beforeEach(() => {
    const text = RECIPE.replace('UPSTREAM', `file://${upstream}`).replace('COMMIT', commits['1.9.0'] ?? '');
    workspace.write('recipes/lib-x/recipe.yaml', text);
    addRecipe(workspace, { name: 'app-x', host: ['lib-x >=1.9,<1.10'], run: ['lib-x'] });
    workspace.edit('recipes/app-x/recipe.yaml', (old) => old.replace('build:\n', 'build:\n  number: 4\n'));
    addRecipe(workspace, { name: 'user-x', run: ['lib-x >=1.9'] });
  });

  afterAll(() => workspace.remove());

  it('writes only version, commit and build number, and names recipes that exclude the version', async () => {
    const before = workspace.read('recipes/lib-x/recipe.yaml');
    const { exitCode, output } = await bump('lib-x', '--to', '1.10.0');
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(workspace.read('recipes/lib-x/recipe.yaml')).toBe(
      before
        .replace('"1.9.0"', '"1.10.0"')
        .replace(commits['1.9.0'] ?? '', commits['1.10.0'] ?? '')
        .replace('number: 3', 'number: 0'),
    );
    expect(output).toContain('recipes/lib-x/recipe.yaml:5:12 version 1.9.0 → 1.10.0');
    expect(output).toContain('The patch ../../patches/name.patch applies.');
    expect(output).toMatch(
      /recipes\/app-x\/recipe\.yaml:\d+:\d+ lib-x >=1\.9,<1\.10 excludes the new version\. Change this requirement\./,
    );
    expect(output).toContain(
      'These projects are built against the bumped package: app-x. Their build numbers were not raised. Raise these build numbers by hand, or undo the bump and run the same command with --dependents.',
    );
    expect(output).not.toContain('user-x');
  });

  it('changes nothing in a dry run', async () => {
    const before = workspace.read('recipes/lib-x/recipe.yaml');
    const { output } = await bump('lib-x', '--to=1.10.0', '--dry-run');
    expect(output).toContain('UPDATE recipes/lib-x/recipe.yaml');
    expect(workspace.read('recipes/lib-x/recipe.yaml')).toBe(before);
  });

  it('names each patch hunk that fails, and continues only when forced', async () => {
    const before = workspace.read('recipes/lib-x/recipe.yaml');
    const refused = await bump('lib-x', '--latest');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain(
      'A patch does not apply to the source of version 2.0.0. Nothing was changed.',
    );
    expect(refused.output).toContain(
      'recipes/lib-x/recipe.yaml:16:7 The patch ../../patches/name.patch does not apply: setup.py, hunk 1 (@@ -3,7 +3,7 @@).',
    );
    expect(refused.output).toContain('2. To change the recipe first and fix the patch later, add --force');
    expect(workspace.read('recipes/lib-x/recipe.yaml')).toBe(before);
    const forced = await bump('lib-x', '--latest', '--force');
    expect(forced.output).toContain('The patch ../../patches/name.patch does not apply: setup.py, hunk 1');
    expect(workspace.read('recipes/lib-x/recipe.yaml')).toContain(
      `expected_commit: ${commits['2.0.0'] ?? ''}`,
    );
  });

  it('raises the build numbers of recipes that are built against it', async () => {
    const user = workspace.read('recipes/user-x/recipe.yaml');
    await bump('lib-x', '--to', '1.10.0', '--dependents');
    expect(workspace.read('recipes/app-x/recipe.yaml')).toContain('build:\n  number: 5\n');
    expect(workspace.read('recipes/user-x/recipe.yaml')).toBe(user);
  });

  it.each([
    [
      'a missing tag',
      ['lib-x', '--to', '3.0.0'],
      /has no tag v3\.0\.0[^]*the highest tags of this repository are v2\.0\.0/,
    ],
    ['no version', ['lib-x'], /Pass either --to or --latest/],
    ['an invalid version', ['lib-x', '--to', '$(touch x)'], /"\$\(touch x\)" is not a version/],
    ['the current version', ['lib-x', '--to', '1.9.0'], /is already at version 1\.9\.0/],
    ['a missing recipe', ['lib-y', '--to', '2.0'], /The recipe lib-y does not exist/],
  ])('refuses %s', async (_what, args, message) => {
    const { exitCode, output } = await bump(...args);
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/^\s+at .*\.js:\d+/m);
  });

  it('reports a version that a template builds and that cannot be written', async () => {
    workspace.edit('recipes/lib-x/recipe.yaml', (text) =>
      text.replace('version: ${{ version }}', 'version: ${{ version }}.0'),
    );
    const { exitCode, output } = await bump('lib-x', '--to', '1.10.0');
    expect(exitCode).not.toBe(0);
    expect(output).toContain('recipes/lib-x/recipe.yaml:9:12 A template computes the version');
  });

  it('reports an unreachable repository', async () => {
    workspace.edit('recipes/lib-x/recipe.yaml', (text) => text.replace(upstream, '/nowhere/upstream'));
    const before = workspace.read('recipes/lib-x/recipe.yaml');
    const { exitCode, output } = await bump('lib-x', '--to', '1.10.0');
    expect(exitCode).not.toBe(0);
    expect(output).toContain('git could not read the tags of file:///nowhere/upstream');
    expect(workspace.read('recipes/lib-x/recipe.yaml')).toBe(before);
  });

  describe('of an archive', () => {
    let server: Server;
    let archive: Buffer;
    let listedHash: string | undefined;

    beforeAll(async () => {
      archive = execaSync('git', ['-C', upstream, 'archive', '--prefix=lib/', '--format=tar.gz', 'v1.10.0'], {
        encoding: 'buffer',
      }).stdout as unknown as Buffer;
      server = createServer((request, response) => {
        if (request.url === '/old/lib-1.10.0.tar.gz')
          response.writeHead(302, { location: '/lib-1.10.0.tar.gz' }).end();
        else if (request.url?.endsWith('/lib-1.10.0.tar.gz')) response.end(archive);
        else if (request.url === '/simple/lib/')
          response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json').end(index());
        else response.writeHead(404).end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });

    afterAll(() => server.close());

    beforeEach(() => {
      const { port } = server.address() as AddressInfo;
      workspace.edit('recipes/lib-x/recipe.yaml', (text) =>
        text
          .replace(
            / {2}git: .*\n {2}tag: .*\n/,
            `  url: http://127.0.0.1:${port}/old/lib-\${{ version }}.tar.gz\n`,
          )
          .replace(/expected_commit: .*/, `sha256: ${'0'.repeat(64)}`),
      );
    });

    it('downloads it, tries the patches, and writes its hash', async () => {
      const { exitCode, output } = await bump('lib-x', '--to', '1.10.0');
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      const sha256 = createHash('sha256').update(archive).digest('hex');
      expect(workspace.read('recipes/lib-x/recipe.yaml')).toContain(`  sha256: ${sha256}\n`);
      expect(output).toContain('The patch ../../patches/name.patch applies');
    });

    it('finds the newest of an index if the address contains a hash', async () => {
      const { port } = server.address() as AddressInfo;
      workspace.edit('recipes/lib-x/recipe.yaml', (text) =>
        text.replace('/old/', `/packages/${hashedFolder('a')}/`),
      );
      const env = { PIP_INDEX_URL: `http://127.0.0.1:${port}/simple` };
      const { exitCode, output } = await bumpWith(env, 'lib-x', '--latest');
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      const text = workspace.read('recipes/lib-x/recipe.yaml');
      expect(text).toContain('version: "1.10.0"   # as upstream');
      expect(text).toContain(
        `url: http://127.0.0.1:${port}/packages/${hashedFolder('b')}/lib-\${{ version }}.tar.gz\n`,
      );
      expect(text).toContain(createHash('sha256').update(archive).digest('hex'));
    });

    it('changes nothing if the hash in the address is not literal, or the file differs', async () => {
      const { port } = server.address() as AddressInfo;
      const env = { PIP_INDEX_URL: `http://127.0.0.1:${port}/simple` };
      workspace.edit('recipes/lib-x/recipe.yaml', (text) =>
        text
          .replace('/old/', '/packages/${{ blob }}/')
          .replace('  version:', `  blob: ${hashedFolder('a')}\n  version:`),
      );
      const before = workspace.read('recipes/lib-x/recipe.yaml');
      const { exitCode, output } = await bumpWith(env, 'lib-x', '--to', '1.10.0');
      expect(output).toContain('nx-conda cannot update the address of the source: ');
      expect(output).toMatch(/recipes\/lib-x\/recipe\.yaml:\d+:\d+/);
      expect(exitCode).not.toBe(0);
      expect(workspace.read('recipes/lib-x/recipe.yaml')).toBe(before);
      workspace.edit('recipes/lib-x/recipe.yaml', (text) => text.replace('${{ blob }}', hashedFolder('a')));
      listedHash = 'f'.repeat(64);
      const other = await bumpWith(env, 'lib-x', '--to', '1.10.0').finally(() => (listedHash = undefined));
      expect(other.output).toContain('does not match the hash in the package index');
      expect(other.exitCode).not.toBe(0);
    });

    /** The file layout of PyPI. */
    function hashedFolder(digit: string): string {
      return `${digit.repeat(2)}/${digit.repeat(2)}/${digit.repeat(60)}`;
    }

    function index(): string {
      const files = [
        ['1.9.0', 'a'],
        ['1.10.0', 'b'],
      ] as const;
      return JSON.stringify({
        files: files.map(([version, digit]) => ({
          filename: `lib-${version}.tar.gz`,
          url: `../../packages/${hashedFolder(digit)}/lib-${version}.tar.gz`,
          hashes: { sha256: listedHash },
        })),
      });
    }

    it('changes nothing if it is missing', async () => {
      const before = workspace.read('recipes/lib-x/recipe.yaml');
      const { exitCode, output } = await bump('lib-x', '--to', '7.0.0');
      expect(exitCode).not.toBe(0);
      expect(output).toMatch(/Could not download \S*lib-7\.0\.0\.tar\.gz: the server answered 404/);
      expect(workspace.read('recipes/lib-x/recipe.yaml')).toBe(before);
    });
  });

  function bump(...args: string[]) {
    return bumpWith({}, ...args);
  }

  function bumpWith(env: Record<string, string>, ...args: string[]) {
    return workspace.nx(['g', 'nx-conda:bump', ...args], { NO_PROXY: '127.0.0.1', ...env });
  }

  function git(...args: string[]): string {
    const identity = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost'];
    return execaSync('git', [...identity, '-C', upstream, ...args]).stdout;
  }

  function release(version: string, text: string): void {
    writeFileSync(join(upstream, 'setup.py'), text);
    git('add', '--all');
    git('commit', '--quiet', '--message', version);
    git('tag', '--annotate', '--message', version, `v${version}`);
    commits[version] = git('rev-parse', 'HEAD').trim();
  }
});

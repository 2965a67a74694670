import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { type RunningServer, startQuetz, startS3 } from './channel-servers';
import { installPrograms } from './python-programs';
import { binary, engines } from './engines';
import { addChain, addRecipe, recipeText } from './recipes';
import { TestWorkspace } from './test-workspace';

/** More: `NX_CONDA_TEST_ROUNDS=20`. */
const ROUNDS = Number(process.env['NX_CONDA_TEST_ROUNDS'] ?? 2);
const PUBLISHERS = 4;

const SECRET = 'planted-token-4711';
const ALL = ['run-many', '-t', 'conda-publish', '--output-style=static'];

/** A server, and how nx-conda and a solver reach a channel on it. */
interface Place {
  server: RunningServer;
  to: string;
  channel: string;
  env: Record<string, string>;
  /** An upload in the log of the server. */
  upload: RegExp;
  /** For rattler-build: the login of a user of the channel. */
  login: object;
}

let folder: string;
let programs: string | undefined;
const servers: RunningServer[] = [];
const workspaces: TestWorkspace[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-servers-'));
  programs = await installPrograms('servers').catch((error: unknown) => {
    console.warn(`SKIPPED: publishing to servers, which pip could not install here: ${String(error)}`);
    return undefined;
  });
});
afterEach(() => workspaces.splice(0).forEach((workspace) => workspace.remove()));
afterAll(async () => {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function s3(channel = 'channel'): Promise<Place | undefined> {
  if (programs === undefined || binary === undefined) return undefined;
  const server = await startS3(programs, folder, 'bucket');
  servers.push(server);
  writeFileSync(join(folder, 'rattler.toml'), s3Configuration(server.url));
  const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: SECRET };
  const address = { S3_ENDPOINT_URL: server.url, S3_REGION: 'us-east-1', S3_ADDRESSING_STYLE: 'path' };
  const credentials = { access_key_id: 'id', secret_access_key: SECRET, session_token: null };
  return {
    server,
    to: `s3://bucket/${channel}`,
    channel: `s3://bucket/${channel}`,
    env: { ...keys, ...address },
    upload: /"PUT \/bucket\/\S+\.conda/,
    login: { 's3://bucket': { S3Credentials: credentials } },
  };
}

function s3Configuration(url: string): string {
  const lines = [
    '[s3-options.bucket]',
    `endpoint-url = "${url}"`,
    'region = "us-east-1"',
    'force-path-style = true',
  ];
  return lines.join('\n');
}

async function quetz(): Promise<Place | undefined> {
  if (programs === undefined) return undefined;
  const home = mkdtempSync(join(folder, 'quetz-'));
  const server = await startQuetz(programs, home, { channel: 'mine', key: SECRET });
  servers.push(server);
  return {
    server,
    to: `${server.url.replace('http', 'quetz+http')}/mine`,
    channel: `${server.url}/get/mine`,
    env: { QUETZ_API_KEY: SECRET },
    upload: /"POST \/api\/channels\/mine\/upload\//,
    login: { '127.0.0.1': { CondaToken: SECRET } },
  };
}

function workspaceFor({ to, env }: Place, engine: Record<string, string>): TestWorkspace {
  const workspace = new TestWorkspace({ ...engine, ...env });
  workspaces.push(workspace);
  const options = { channels: [], publishTo: to };
  const version = { versionActions: 'nx-conda/release/version-actions', currentVersionResolver: 'disk' };
  const release = { projects: ['*'], projectsRelationship: 'independent', version };
  workspace.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-conda', options }], release }));
  return workspace;
}

/** Installs a package of the channel, as a user with rattler-build would. @returns its file. */
async function installed({ channel, login }: Place, name: string): Promise<void> {
  const home = mkdtempSync(join(folder, 'user-'));
  const recipe = { name: 'user', run: [], host: [name], script: [`test -f $PREFIX/share/${name}.txt`] };
  writeFileSync(join(home, 'recipe.yaml'), recipeText(recipe));
  writeFileSync(join(home, 'auth.json'), JSON.stringify(login));
  const config = channel.startsWith('s3:')
    ? ['--config-file', join(folder, 'rattler.toml')]
    : ['--no-config'];
  await execa(
    binary ?? '',
    ['build', ...config, '--recipe', 'recipe.yaml', '--channel', channel, '--test', 'skip'],
    {
      cwd: home,
      env: { RATTLER_AUTH_FILE: join(home, 'auth.json'), RATTLER_CACHE_DIR: join(home, 'cache') },
    },
  );
}

/** The files below some folders that contain the planted token. */
function leaks(folders: string[]): string[] {
  return folders.flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(SECRET)),
  );
}

describe.each([
  ['S3', s3, engines.filter(({ name }) => name !== 'embedded')],
  ['Quetz', quetz, engines],
])('publishing to %s', (_, start, usable) => {
  it.each(usable)('adds what is new, once, with $name', async ({ env }) => {
    const place = await start();
    if (!place) return;
    const workspace = workspaceFor(place, env);
    addChain(workspace);
    const outputs = [await workspace.ok([...ALL, '--dryRun'])];
    expect(outputs[0]).toContain(`Dry run, nothing is published to ${place.to}: 4 would be added`);
    outputs.push(await workspace.ok(ALL));
    expect(outputs[1]).toContain(`Published to ${place.to}: 4 added\n  noarch/app-x-1.0.0-`);
    expect(place.server.count(place.upload)).toBe(4);

    outputs.push(await workspace.ok(ALL));
    expect(outputs[2]).toContain(`Published to ${place.to}: 4 unchanged`);
    outputs.push(await workspace.ok(['release', 'publish']));
    expect(outputs[3]).toContain(`Published to ${place.to}: 4 unchanged`);
    expect(place.server.count(place.upload)).toBe(4);
    if (binary !== undefined) await installed(place, 'app-x');

    outputs.push(await workspace.ok(['show', 'project', 'app-x', '--json']));
    await workspace.ok(['graph', '--file=graph.json']);
    expect(outputs.filter((output) => output.includes(SECRET))).toEqual([]);
    expect(leaks([workspace.home])).toEqual([]);
  });
});

it('refuses other content, and a wrong token without showing it', async () => {
  const place = await quetz();
  if (!place) return;
  const workspace = workspaceFor(place, engines[0]?.env ?? {});
  const recipe = { name: 'base-x' };
  addRecipe(workspace, recipe);
  await workspace.ok(ALL);
  addRecipe(workspace, { ...recipe, content: 'other' });
  const clash = await workspace.nx(ALL);
  expect(clash.exitCode).toBe(1);
  expect(clash.output).toContain(`${place.to} already has these packages with different content`);
  const wrong = 'planted-wrong-4711';
  addRecipe(workspace, { ...recipe, version: '2.0.0' });
  const { exitCode, output } = await workspace.nx(ALL, { QUETZ_API_KEY: wrong });
  expect(exitCode).toBe(1);
  expect(output).toContain('1. Set QUETZ_API_KEY in the environment.');
  expect(output).not.toContain(wrong);
});

it('stops before the builds if no channel is set', async () => {
  const workspace = new TestWorkspace(engines[0]?.env);
  workspaces.push(workspace);
  addRecipe(workspace, { name: 'base-x' });
  const { exitCode, output } = await workspace.nx(ALL);
  expect(exitCode).toBe(1);
  expect(output).toContain('No channel to publish to: the option "to" is not set.');
  expect(output).toContain('set the option "publishTo" of nx-conda in nx.json');
  expect(workspace.exists('dist')).toBe(false);
});

describe('publishers to one S3 channel at the same time', () => {
  it(
    `lose no package of the index: ${PUBLISHERS} publishers, ${ROUNDS} rounds`,
    async () => {
      const place = await s3('shared');
      if (!place) return;
      const reader = new IndexReader(`${place.server.url}/bucket/shared`);
      const all = Array.from({ length: PUBLISHERS }, () => workspaceFor(place, engines[0]?.env ?? {}));
      // One machine has one cache folder, and in it the lock of the channel.
      const cache = join(folder, 'cache');
      mkdirSync(cache, { recursive: true });
      const counts: number[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        const publishing = all.map(async (workspace, index) => {
          addRecipe(workspace, { name: `pack-${index}`, version: `${round}.0` });
          return workspace.nx(['run', `pack-${index}:conda-publish`], { NX_CONDA_CACHE_DIR: cache });
        });
        const failed = (await Promise.all(publishing)).filter(({ exitCode }) => exitCode !== 0);
        if (failed.length > 0) reader.problems.push(...failed.map(({ output }) => output));
        counts.push((await reader.read()).length);
      }
      await reader.stop();
      expect(reader.problems).toEqual([]);
      expect(counts).toEqual(Array.from({ length: ROUNDS }, (_, round) => PUBLISHERS * (round + 1)));
    },
    60_000 * (5 + ROUNDS),
  );
});

/** Reads the index of a channel all the time, as users do. */
class IndexReader {
  /** What was wrong with the indexes that it saw. */
  readonly problems: string[] = [];
  private isStopped = false;
  private readonly reading: Promise<void>;
  private last: string[] = [];

  constructor(private readonly channel: string) {
    this.reading = this.readOn();
  }

  /** The file names in the index. */
  async read(): Promise<string[]> {
    const answer = await this.get('repodata.json');
    if (answer.status === 404) return [];
    const { 'packages.conda': packages } = (await answer.json()) as { 'packages.conda': object };
    return Object.keys(packages);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.reading;
  }

  private async readOn(): Promise<void> {
    while (!this.isStopped) {
      try {
        await this.check(await this.read());
      } catch (error) {
        this.problems.push(String(error));
      }
      await sleep(50);
    }
  }

  private async check(listed: string[]): Promise<void> {
    const lost = this.last.filter((name) => !listed.includes(name));
    if (lost.length > 0) this.problems.push(`lost: ${lost.join(', ')}`);
    for (const name of listed.filter((one) => !this.last.includes(one))) {
      const { status } = await this.get(name);
      if (status !== 200) this.problems.push(`listed, but missing: ${name}`);
    }
    this.last = listed;
  }

  /** With any key, moto lets one read. While an object is replaced, it sometimes answers 500: clients ask again. */
  private async get(name: string): Promise<Response> {
    const headers = { authorization: 'AWS id:signature' };
    const answer = await fetch(`${this.channel}/noarch/${name}`, { headers });
    return answer.status === 500 ? this.get(name) : answer;
  }
}

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifactOf, buildFiles } from './artifact.fixture';
import { CacheServer } from './cache-server.fixture';
import { postTasksExecution, preTasksExecution } from './hooks';

const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const PATH = '/v1/cache/17';
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d+$/;
const before = { ...process.env };
let folder: string;
let cache: CacheServer;
let warnings: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nx-conda-hooks-'));
  cache = await CacheServer.start();
  process.env = { ...before, NX_CONDA_CACHE_DIR: join(folder, 'cache'), [SERVER]: cache.url };
  for (const name of ['NX_SKIP_REMOTE_CACHE', 'NX_CONDA_HANDOVER', 'NO_PROXY', 'no_proxy'])
    Reflect.deleteProperty(process.env, name);
  warnings = [];
  jest.spyOn(console, 'warn').mockImplementation((line: string) => void warnings.push(line));
});

afterEach(async () => {
  await cache.close();
  rmSync(folder, { recursive: true });
  process.env = before;
  jest.restoreAllMocks();
});

const context = (id: string) => ({ id, argv: [], workspaceRoot: folder, nxJsonConfiguration: {} });
const startRun = async (id: string) => void (await preTasksExecution(undefined, context(id)));
const endRun = (id: string) =>
  postTasksExecution(undefined, { ...context(id), taskResults: {}, startTime: 0, endTime: 0 });
const statusOf = async (url = '') => (await fetch(`${url}${PATH}`)).status;

describe('the hooks around a run', () => {
  it('put a guard before the remote cache, and take it away', async () => {
    process.env['NO_PROXY'] = 'intranet,127.0.0.1';
    cache.artifacts.set(PATH, await artifactOf(buildFiles('17')));
    await startRun('one');
    const guard = process.env[SERVER];
    expect(guard).toMatch(LOOPBACK);
    expect(guard).not.toBe(cache.url);
    expect(process.env['NO_PROXY']).toBe('intranet,127.0.0.1');
    expect(process.env['no_proxy']).toBe('127.0.0.1');
    expect(await statusOf(guard)).toBe(200);
    cache.artifacts.set(PATH, Buffer.from('rubbish'));
    expect(await statusOf(guard)).toBe(404);
    expect(warnings).toEqual([
      `nx-conda: The remote cache ${cache.url} sent an unusable artifact: incorrect header check. Packages that the cache does not provide are built on this machine.`,
    ]);
    await endRun('one');
    await expect(statusOf(guard)).rejects.toThrow('fetch failed');
    expect(readdirSync(join(folder, 'cache/remote-cache'))).toEqual([]);
  });

  it('serve several runs of one daemon, each before the real cache', async () => {
    await startRun('one');
    const first = process.env[SERVER];
    await startRun('two');
    const second = process.env[SERVER];
    expect(second).not.toBe(first);
    await endRun('one');
    expect(await statusOf(second)).toBe(404);
    expect(cache.requests).toEqual([`GET ${PATH} undefined`]);
    await endRun('two');
    await startRun('three');
    expect(await statusOf(process.env[SERVER])).toBe(404);
    expect(cache.requests).toHaveLength(2);
    await endRun('three');
    expect(warnings).toEqual([]);
  });

  it.each([
    ['there is no remote cache', SERVER, ''],
    ['the run skips it', 'NX_SKIP_REMOTE_CACHE', 'true'],
  ])('do nothing if %s', async (_why, name, value) => {
    process.env[name] = value;
    const environment = { ...process.env };
    await startRun('one');
    await endRun('one');
    expect(process.env).toEqual(environment);
    expect(existsSync(join(folder, 'cache'))).toBe(false);
  });

  it('put a guard before a folder alone, and say what was handed over', async () => {
    Reflect.deleteProperty(process.env, SERVER);
    process.env['NX_CONDA_HANDOVER'] = 'handover';
    mkdirSync(join(folder, 'handover/in/wave1'), { recursive: true });
    writeFileSync(join(folder, 'handover/in/wave1/17.tar.gz'), await artifactOf(buildFiles('17')));
    const lines: string[] = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    process.env['NX_DAEMON_PROCESS'] = 'true';
    await startRun('one');
    expect(await statusOf(process.env[SERVER])).toBe(200);
    await endRun('one');
    expect(lines).toEqual([
      `nx-conda: NX_CONDA_HANDOVER: 1 of 1 results in ${folder}/handover used, 0 stored in ${folder}/handover/out.`,
    ]);
    // The daemon keeps the address of the guard.
    Reflect.deleteProperty(process.env, 'NX_CONDA_HANDOVER');
    await startRun('two');
    expect(process.env[SERVER]).toBeUndefined();
    await endRun('two');
    expect(warnings).toEqual([]);
  });

  it('skip the remote cache if no guard can start', async () => {
    writeFileSync(join(folder, 'cache'), 'a file');
    await startRun('one');
    expect(process.env[SERVER]).toBe(cache.url);
    expect(process.env['NX_SKIP_REMOTE_CACHE']).toBe('true');
    expect(warnings).toEqual([
      expect.stringMatching(/^nx-conda: The remote cache is not used: E\w+: .*cache\/remote-cache'$/),
    ]);
    await endRun('one');
  });
});

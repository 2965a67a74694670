import { rmSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CacheServer, type Fault, payload, reset, slow, status, truncated } from './cache-server';
import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=2'];
const TASKS = 4;

/** The work of an attacker with write access to the cache: a valid archive with another package in it. */
const altered = payload((stored) => {
  const tar = gunzipSync(stored);
  // The first bytes of a .conda file, which is a zip.
  for (let at = tar.indexOf('PK\x03\x04'); at >= 0; at = tar.indexOf('PK\x03\x04', at + 1)) {
    const middle = at + 200;
    tar[middle] = (tar[middle] ?? 0) ^ 0xff;
    break;
  }
  return gzipSync(tar);
});

const corrupt = payload((stored) =>
  Buffer.from(stored.map((byte, index) => (index > 100 ? byte ^ 0x55 : byte))),
);

const reads: [what: string, fault: Fault, says: string][] = [
  ['resets reads', reset, 'connection lost'],
  ['is slow', slow, 'no answer in time'],
  ['truncates answers', truncated, 'could not be read'],
  ['sends rubbish', corrupt, 'sent an unusable artifact'],
  ['sends other packages', altered, 'does not match build.json'],
  ['sends half an archive', payload((stored) => stored.subarray(0, stored.length / 2)), 'unusable artifact'],
  ['sends an empty answer', payload(() => Buffer.alloc(0)), 'unusable artifact'],
  ...[401, 403, 409, 429, 500, 503].map((code): [string, Fault, string] => [
    `answers reads with ${code}`,
    status(code),
    `it answers ${code}`,
  ]),
];
const writes: [what: string, fault: Fault, says: string | undefined][] = [
  ['resets writes', reset, 'could not be written: connection lost'],
  ['is slow to write', slow, 'no answer in time'],
  ['only reads', status(403), undefined],
  ['already has it', status(409), undefined],
  ...[401, 404, 429, 500, 503].map((code): [string, Fault, string] => [
    `answers writes with ${code}`,
    status(code),
    `it answers ${code}`,
  ]),
];

describe('a remote cache that', () => {
  let cache: CacheServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    cache = await CacheServer.start();
    workspace = new TestWorkspace(engines[0]?.env);
    addRecipe(workspace, { name: 'base-x', test: ['test -f $PREFIX/share/base-x.txt'] });
    addRecipe(workspace, { name: 'lib-x', host: ['base-x'], test: ['test -f $PREFIX/share/lib-x.txt'] });
    workspace.commit('Start');
    await workspace.ok(ALL, cache.env);
  });

  beforeEach(() => {
    cache.faults = {};
    cache.requests.length = 0;
  });

  afterAll(() => {
    cache.close();
    workspace.remove();
  });

  /** As on a machine that has never built anything. */
  async function runAnew(): Promise<{ output: string; fromRemote: number }> {
    for (const folder of ['nx-cache', 'workspace/.nx', 'workspace/dist']) {
      rmSync(`${workspace.home}/${folder}`, { recursive: true, force: true });
    }
    const { exitCode, output } = await workspace.nx(ALL, {
      ...cache.env,
      NX_CONDA_REMOTE_CACHE_TIMEOUT: '3',
    });
    if (exitCode !== 0) throw new Error(output);
    const { reused } = workspace.lastRun();
    return { output, fromRemote: reused.length };
  }

  function warningsIn(output: string): string[] {
    return output.split('\n').filter((line) => line.includes('nx-conda: The remote cache'));
  }

  it('works is filled once, and replaces every build elsewhere', async () => {
    expect(cache.artifacts.size).toBe(TASKS);
    const { output, fromRemote } = await runAnew();
    expect(fromRemote).toBe(TASKS);
    expect(warningsIn(output)).toEqual([]);
    expect(new Set(cache.requests)).toEqual(new Set(['GET Bearer secret']));
  });

  it.each(reads)('%s makes nothing fail, and one line says so', async (_what, fault, says) => {
    cache.faults = { GET: fault };
    const { output, fromRemote } = await runAnew();
    expect(fromRemote).toBeLessThan(TASKS);
    expect(warningsIn(output).join('\n')).toContain(says);
    expect(new Set(warningsIn(output)).size).toBe(warningsIn(output).length);
  });

  it("has another task's packages makes nothing fail, and they are not used", async () => {
    const before = new Map(cache.artifacts);
    const builds = [...before].filter(([, artifact]) => gunzipSync(artifact).includes('build.json'));
    expect(builds).toHaveLength(2);
    const [[one, of], [other, theirs]] = builds as [[string, Buffer], [string, Buffer]];
    cache.artifacts.set(one, theirs).set(other, of);
    const { output } = await runAnew();
    for (const [path, artifact] of before) cache.artifacts.set(path, artifact);
    expect(warningsIn(output).join('\n')).toContain('the build belongs to another task (project ');
    for (const name of ['base-x', 'lib-x']) {
      expect(JSON.parse(workspace.read(`dist/conda/${name}/build.json`))).toMatchObject({ project: name });
    }
  });

  it.each(writes)('%s makes nothing fail', async (_what, fault, says) => {
    const before = new Map(cache.artifacts);
    cache.artifacts.clear();
    cache.faults = { PUT: fault };
    const { output, fromRemote } = await runAnew();
    for (const [path, artifact] of before) cache.artifacts.set(path, artifact);
    expect(fromRemote).toBe(0);
    // A second line says that a server that failed twice in a row is given up.
    const [line = '', ...others] = warningsIn(output);
    expect(line).toContain(says ?? '');
    expect(line === '').toBe(says === undefined);
    expect(others.filter((other) => !other.includes('This run no longer uses the cache.'))).toEqual([]);
    expect(others.length).toBeLessThan(2);
  });

  it('is missing makes nothing fail', async () => {
    const env = { NX_SELF_HOSTED_REMOTE_CACHE_SERVER: 'http://127.0.0.1:9' };
    workspace.edit('recipes/base-x/recipe.yaml', (text) => `# again\n${text}`);
    const { exitCode, output } = await workspace.nx(ALL, { ...cache.env, ...env });
    expect(exitCode).toBe(0);
    expect(warningsIn(output)).toHaveLength(1);
    expect(output).toContain('connection refused');
  });
});

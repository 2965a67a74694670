import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifactOf, buildFiles } from './artifact.fixture';
import { CacheServer } from './cache-server.fixture';
import { RemoteCacheGuard } from './guard';
import { Handover } from './handover';
import { RemoteServer } from './remote-server';

let folder: string;
let lines: string[];
let open: { close: () => Promise<void> }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nx-conda-handover-'));
  lines = [];
  open = [];
});

afterEach(async () => {
  for (const one of open) await one.close();
  rmSync(folder, { recursive: true });
});

async function guardOf(handover: Handover, server?: CacheServer) {
  const remote = server && new RemoteServer(server.url, 5000);
  const notify = (line: string) => lines.push(line.replaceAll(folder, '<folder>'));
  const guard = await RemoteCacheGuard.start({ remote, handover }, join(folder, 'scratch/a-'), notify);
  open.push(guard, ...(server ? [server] : []));
  return {
    get: async (hash: string) => (await fetch(`${guard.url}/v1/cache/${hash}`)).status,
    put: async (hash: string, body: Buffer) =>
      (await fetch(`${guard.url}/v1/cache/${hash}`, { method: 'PUT', body })).status,
  };
}

function received(path: string, content: Buffer): void {
  mkdirSync(join(folder, 'in', path, '..'), { recursive: true });
  writeFileSync(join(folder, 'in', path), content);
}

describe('a handover folder', () => {
  it('provides results of earlier jobs at any depth, and stores its own only', async () => {
    const [theirs, own] = [await artifactOf(buildFiles('17')), await artifactOf(buildFiles('18'))];
    received('wave1-job2/17.tar.gz', theirs);
    const handover = await Handover.open(folder);
    const { get, put } = await guardOf(handover);
    expect([await get('17'), await get('18')]).toEqual([200, 404]);
    expect(await put('18', own)).toBe(200);
    expect(readdirSync(join(folder, 'out'))).toEqual(['18.tar.gz']);
    expect(readFileSync(join(folder, 'out/18.tar.gz')).equals(own)).toBe(true);
    expect(handover).toMatchObject({ size: 1, taken: 1, stored: 1 });
    // A second run of the same job.
    expect(await (await guardOf(await Handover.open(folder))).get('18')).toBe(200);
    expect(lines).toEqual([]);
  });

  it('does not deliver a damaged result, and asks the server instead', async () => {
    const intact = await artifactOf(buildFiles('17'));
    received(
      '17.tar.gz',
      await artifactOf({ ...buildFiles('17'), 'dist/conda/a/noarch/a-1-0.conda': 'other' }),
    );
    received('18.tar.gz', intact);
    const server = await CacheServer.start();
    server.artifacts.set('/v1/cache/17', intact);
    const { get } = await guardOf(await Handover.open(folder), server);
    expect([await get('17'), await get('18')]).toEqual([200, 404]);
    expect(lines).toEqual([
      'The handed over result <folder>/in/17.tar.gz is unusable: dist/conda/a: noarch/a-1-0.conda does not match build.json.',
      'The handed over result <folder>/in/18.tar.gz is unusable: dist/conda/a: the build belongs to another task (project a, hash 17).',
    ]);
  });

  it('comes before the server, which gets every own result too', async () => {
    received('17.tar.gz', await artifactOf(buildFiles('17')));
    const server = await CacheServer.start();
    const { get, put } = await guardOf(await Handover.open(folder), server);
    expect(await get('17')).toBe(200);
    expect(server.requests).toEqual([]);
    await put('18', await artifactOf(buildFiles('18')));
    expect([...server.artifacts.keys()]).toEqual(['/v1/cache/18']);
  });

  it('lets the build succeed if it cannot be written, and says so', async () => {
    const handover = await Handover.open(folder);
    rmSync(join(folder, 'out'), { recursive: true });
    const { put } = await guardOf(handover);
    expect(await put('18', await artifactOf(buildFiles('18')))).toBe(200);
    expect(lines).toEqual([
      expect.stringMatching(
        /^The folder <folder> could not be written: ENOENT.*Later jobs build these packages again\.$/,
      ),
    ]);
  });

  it('writes no file outside', async () => {
    const { put } = await guardOf(await Handover.open(folder));
    await put('..%2Fescaped', Buffer.from(''));
    expect([readdirSync(folder).sort(), readdirSync(join(folder, 'out'))]).toEqual([['out', 'scratch'], []]);
  });
});

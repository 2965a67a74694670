import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { artifactOf, buildFiles } from './artifact.fixture';
import { status } from './cache-server.fixture';
import { BUILT_HERE, guarded, MISS, PATH, send } from './guard.fixture';

let artifact: Buffer;

beforeAll(async () => {
  artifact = await artifactOf(buildFiles('17'));
});

describe('RemoteCacheGuard', () => {
  it('passes on artifacts and the token, and keeps no file', async () => {
    const { server, guard, lines, scratch: folder, get, put } = await guarded();
    expect(await get()).toEqual(MISS);
    expect(await put(artifact)).toBe(200);
    expect(server.artifacts.get(PATH)?.equals(artifact)).toBe(true);
    expect(await get()).toEqual({ status: 200, body: artifact });
    await fetch(`${guard.url}/v1/cache/18`);
    expect(server.requests).toEqual([
      `GET ${PATH} Bearer secret`,
      `PUT ${PATH} Bearer secret`,
      `GET ${PATH} Bearer secret`,
      'GET /v1/cache/18 undefined',
    ]);
    expect(lines).toEqual([]);
    const [name = ''] = readdirSync(folder);
    const scratch = join(folder, name);
    // The guard removes a file after its answer.
    while (readdirSync(scratch).length > 0) await sleep(5);
    await guard.close();
    expect(existsSync(scratch)).toBe(false);
  });

  it('uses a server whose address has a path', async () => {
    const { server, get, put } = await guarded(undefined, { below: '/team//' });
    expect(await put(artifact)).toBe(200);
    expect([...server.artifacts.keys()]).toEqual([`/team${PATH}`]);
    expect(await get()).toEqual({ status: 200, body: artifact });
  });

  it('passes on an artifact of many megabytes', async () => {
    const large = await artifactOf({ code: '0', 'dist/big.bin': randomBytes(8_000_000) });
    const { server, lines, get, put } = await guarded();
    expect(await put(large)).toBe(200);
    expect(server.artifacts.get(PATH)?.equals(large)).toBe(true);
    expect((await get()).body.equals(large)).toBe(true);
    expect(lines).toEqual([]);
  });

  it.each([
    ['rubbish', async () => Buffer.from('rubbish'), 'incorrect header check'],
    ['nothing', async () => Buffer.alloc(0), 'unexpected end of file'],
    ['half an archive', async () => artifact.subarray(0, artifact.length / 2), 'unexpected end of file'],
    [
      'another package',
      () => artifactOf({ ...buildFiles('17'), 'dist/conda/a/noarch/a-1-0.conda': 'other' }),
      'dist/conda/a: noarch/a-1-0.conda does not match build.json',
    ],
    [
      'the build of another task',
      () => artifactOf(buildFiles('18')),
      'dist/conda/a: the build belongs to another task (project a, hash 18)',
    ],
  ])('delivers nothing if the server sends %s', async (_what, body, cause) => {
    const { server, lines, get } = await guarded(send(await body()));
    expect([await get(), await get()]).toEqual([MISS, MISS]);
    expect(lines).toEqual([`The remote cache URL sent an unusable artifact: ${cause}. ${BUILT_HERE}`]);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [401, `The remote cache URL could not be read: it answers 401. ${BUILT_HERE}`],
    [409, `The remote cache URL could not be read: it answers 409. ${BUILT_HERE}`],
  ])('reports a read that is answered with %i once, and asks again', async (code, line) => {
    const { server, lines, get } = await guarded(status(code));
    expect([await get(), await get()]).toEqual([MISS, MISS]);
    expect(lines).toEqual([line]);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [403, []],
    [409, []],
    [401, [`The remote cache URL could not be written: it answers 401. ${BUILT_HERE}`]],
  ])('accepts every write for a server that answers %i', async (code, said) => {
    const { server, lines, put } = await guarded(status(code));
    expect([await put(artifact), await put(artifact)]).toEqual([200, 200]);
    expect(lines).toEqual(said);
    expect(server.requests).toHaveLength(2);
  });

  it('accepts a write that the server refuses before it has read it', async () => {
    const { server, lines, put } = await guarded((_request, response) => response.writeHead(413).end());
    expect(await put(randomBytes(8_000_000))).toBe(200);
    expect(lines).toEqual([`The remote cache URL could not be written: it answers 413. ${BUILT_HERE}`]);
    expect(server.requests).toHaveLength(1);
  });
});

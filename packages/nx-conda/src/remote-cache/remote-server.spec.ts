import type { RequestListener } from 'node:http';
import { artifactOf, buildFiles } from './artifact.fixture';
import { status } from './cache-server.fixture';
import { BUILT_HERE, guarded, MISS, send } from './guard.fixture';

const UNUSED = `This run no longer uses the cache. ${BUILT_HERE}`;
let artifact: Buffer;

beforeAll(async () => {
  artifact = await artifactOf(buildFiles('17'));
});

describe('a remote server behind the guard', () => {
  it('is asked again when it is overloaded for a moment', async () => {
    let answers = 0;
    const recovering: RequestListener = (request, response) =>
      (answers++ < 1 ? status(503) : send(artifact))(request, response);
    const { lines, get } = await guarded(recovering);
    expect(await get()).toEqual({ status: 200, body: artifact });
    expect(lines).toEqual([]);
  });

  it('is given up if it does not work, and a line says why', async () => {
    const reset: RequestListener = (request) => void request.socket.destroy();
    const truncated: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': artifact.length });
      response.write(artifact.subarray(0, 100), () => response.destroy());
    };
    const [gone, torn, silent, busy, full] = await Promise.all([
      guarded(),
      guarded(truncated),
      guarded(() => undefined, { timeoutMs: 200 }),
      guarded(status(503)),
      guarded(reset),
    ]);
    await gone.server.close();
    const all = [gone, torn, silent, busy];
    await Promise.all([...all.map(({ get }) => get()), full.put(artifact)]);
    // One task finds that the server is busy; after the second, it is not asked again.
    await busy.get();
    expect(await Promise.all(all.map(({ get }) => get()))).toEqual([MISS, MISS, MISS, MISS]);
    expect(await full.put(artifact)).toBe(200);
    const read = 'The remote cache URL could not be read:';
    expect([...all, full].map(({ lines }) => lines)).toEqual([
      [`${read} connection refused. ${UNUSED}`],
      [`${read} connection lost. ${UNUSED}`],
      [`${read} no answer in time. ${UNUSED}`],
      [`${read} it answers 503. ${BUILT_HERE}`, `${read} it answers 503. ${UNUSED}`],
      [`The remote cache URL could not be written: connection lost. ${UNUSED}`],
    ]);
    const counts = [...all, full].map(({ server }) => server.requests.length);
    expect(counts).toEqual([0, 3, 1, 6, 3]);
  });
});

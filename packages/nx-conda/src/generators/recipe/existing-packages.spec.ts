import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARD_INDEX_OF_FIRE_AND_IDNA as INDEX } from './shard-index.fixture';
import { knownPackages } from './existing-packages';

let isBroken = false;
jest.mock('@nx/devkit', () => ({
  createProjectGraphAsync: () => (isBroken ? Promise.reject(new Error('broken')) : Promise.resolve({})),
  readProjectsConfigurationFromProjectGraph: () => ({ projects: {} }),
}));

let server: Server;
let answers: Record<string, Buffer>;
let url: string;
let root: string;

beforeEach(async () => {
  answers = {};
  root = mkdtempSync(join(tmpdir(), 'nx-conda-names-'));
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404).end(answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/channel`;
});

afterEach(() => server.close());

async function namesOf(channels: string[]) {
  const told: string[] = [];
  const tell = (line: string) => told.push(line);
  const { names, pythons } = await knownPackages({
    root,
    channels,
    platform: 'linux-64',
    scratch: root,
    tell,
  });
  return { names: names.channels && [...names.channels].sort(), pythons, told };
}

function localChannel(): string {
  mkdirSync(join(root, 'local/noarch'), { recursive: true });
  const record = { name: 'here', version: '1', build: '0', size: 1, sha256: 'a' };
  const repodata = {
    ...{ info: { subdir: 'noarch' }, packages: {} },
    'packages.conda': {
      'here-1-0.conda': record,
      'python-3.11.7-0.conda': { ...record, name: 'python', version: '3.11.7' },
    },
  };
  writeFileSync(join(root, 'local/noarch/repodata.json'), JSON.stringify(repodata));
  return 'file:local';
}

describe('knownPackages', () => {
  it('reads remote channels and those on this machine', async () => {
    answers['/channel/noarch/repodata_shards.msgpack.zst'] = INDEX;
    answers['/channel/linux-64/repodata_shards.msgpack.zst'] = INDEX;
    expect(await namesOf([localChannel(), `${url}/`])).toEqual({
      names: ['fire', 'here', 'idna', 'python'],
      pythons: ['3.11'],
      told: [],
    });
  });

  it('reports a channel that cannot be read', async () => {
    const { names, told } = await namesOf([localChannel(), url]);
    expect(names).toBeUndefined();
    expect(told).toEqual([
      expect.stringMatching(
        /^nx-conda cannot check whether your channels have the required packages, because the package list of http.* could not be read: .*404/,
      ),
    ]);
  });

  it('shows no password and no token, and reports a broken graph', async () => {
    isBroken = true;
    const { told } = await namesOf([`${url.replace('//', '//me:s3cret@')}/t/to-ken/x`]).finally(
      () => (isBroken = false),
    );
    expect(told.join()).not.toMatch(/s3cret|to-ken/);
    expect(told[0]).toBe(
      'nx-conda could not read which packages this workspace builds, and may report these packages as missing. To see the error, run nx graph',
    );
    expect(told[1]).toContain('/t/…/x could not be read: ');
  });

  it('knows which Pythons the channels on this machine have', async () => {
    expect((await namesOf([localChannel(), 'file:absent', 'conda-forge'])).pythons).toEqual(['3.11']);
  });

  it('returns unknown for a missing folder, or without a channel', async () => {
    expect((await namesOf(['file:absent'])).names).toBeUndefined();
    expect((await namesOf([])).names).toBeUndefined();
  });
});

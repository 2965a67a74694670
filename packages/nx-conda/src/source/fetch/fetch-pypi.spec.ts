import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarball } from '../../channel/package-file.fixture';
import { fetchPypi } from './fetch-pypi';
import { defaultIndex, findPackageIndex, pipSettings } from './package-index';
import type { FetchedSource } from '../fetched-source';

interface Listed {
  filename: string;
  yanked?: boolean | string;
  hash?: string;
}

let server: Server;
let archive: Buffer;
let pages: Record<string, { type: string; body: string }>;
let asked: (string | undefined)[];
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  archive = gzipSync(await tarball([{ path: 'a-1/setup.py', content: 'setup(name="a")' }]));
  server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    const path = request.url ?? '';
    const page = pages[path];
    if (page) response.writeHead(200, { 'content-type': page.type }).end(page.body);
    else if (path.startsWith('/files/')) response.writeHead(200).end(archive);
    else response.writeHead(path.includes('broken') ? 500 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  pages = {};
  asked = [];
});

function list(name: string, ...files: Listed[]): void {
  const sha256 = createHash('sha256').update(archive).digest('hex');
  const body = JSON.stringify({
    files: files.map(({ filename, yanked = false, hash = sha256 }) => ({
      ...{ filename, yanked, url: `../../files/${filename}`, hashes: { sha256: hash } },
    })),
  });
  pages[`/simple/${name}/`] = { type: 'application/vnd.pypi.simple.v1+json', body };
}

async function fetchOne(
  name: string,
  version?: string,
  url = `${address()}/simple/`,
): Promise<FetchedSource> {
  return fetchThat({ name, version }, url);
}

async function fetchThat(
  request: { name: string; version: string | undefined; constraint?: string },
  url = `${address()}/simple/`,
): Promise<FetchedSource> {
  const into = mkdtempSync(join(tmpdir(), 'nx-conda-pypi-'));
  return fetchPypi({ kind: 'pypi', ...request }, { into, cwd: into, env: { PIP_INDEX_URL: url } });
}

describe('fetchPypi', () => {
  it('uses the newest release that is not yanked', async () => {
    const names = [
      'a_b-1.9.tar.gz',
      'a.b-1.10.tar.gz',
      'a_b-2.0rc1.tar.gz',
      'a_b-1.11-py3-none-any.whl',
      'a_b-c-3.0.tar.gz',
    ];
    list('a-b', ...names.map((filename) => ({ filename })), { filename: 'a_b-1.12.zip', yanked: true });
    const { folder, origin } = await fetchOne('A.b');
    expect(origin).toEqual({
      kind: 'url',
      url: `${address()}/files/a.b-1.10.tar.gz`,
      sha256: createHash('sha256').update(archive).digest('hex'),
    });
    expect(existsSync(join(folder, 'setup.py'))).toBe(true);
  });

  it('uses the address without a hash if the index has it', async () => {
    list('a-b', { filename: 'a_b-1.0.tar.gz' });
    pages['/packages/source/a/a-b/a_b-1.0.tar.gz'] = { type: 'application/gzip', body: '' };
    const url = `${address()}/packages/source/a/a-b/a_b-1.0.tar.gz`;
    expect((await fetchOne('a_b')).origin).toMatchObject({ url });
  });

  it('suggests a source for wheels of one CUDA release', async () => {
    list('thing-cu126', { filename: 'thing_cu126-1-py3-none-any.whl' });
    const failure = {
      help: expect.arrayContaining([expect.stringContaining('try --from=pypi:thing,')]) as string[],
    };
    await expect(fetchOne('thing-cu126')).rejects.toMatchObject(failure);
  });

  it('finds a version in any spelling', async () => {
    list('a', { filename: 'a-1.0.tar.gz' }, { filename: 'a-1.0.zip' }, { filename: 'a-2.tar.gz' });
    expect((await fetchOne('a', '1')).origin).toMatchObject({ url: `${address()}/files/a-1.0.tar.gz` });
  });

  it('uses the newest version that a constraint allows', async () => {
    const names = ['a-1.9.tar.gz', 'a-1.10.tar.gz', 'a-1.11rc1.tar.gz', 'a-2.0.tar.gz'];
    list('a', ...names.map((filename) => ({ filename })), { filename: 'a-1.12.tar.gz', yanked: true });
    const { origin } = await fetchThat({ name: 'a', version: undefined, constraint: '>=1,<2' });
    expect(origin).toMatchObject({ url: `${address()}/files/a-1.10.tar.gz` });
    await expect(fetchThat({ name: 'a', version: undefined, constraint: '>=3' })).rejects.toMatchObject({
      message: 'The package index has no sdist of a that matches ">=3".',
      help: ['Use one of these versions: 2.0, 1.10, 1.9'],
    });
    list('a', { filename: 'a-1.tar.gz' }, { filename: 'a-2.tar.gz', yanked: true });
    await expect(fetchThat({ name: 'a', version: undefined, constraint: '>=2' })).rejects.toThrow(
      'All sdists of a that match ">=2" in the package index are yanked.',
    );
  });

  it('knows the newest release if it has wheels only', async () => {
    const wheels = [
      'a-2.0-1-cp312-cp312-manylinux_2_28_x86_64.whl',
      'a-3.0rc1-py3-none-any.whl',
      'b-4-py3-none-any.whl',
    ];
    const files = ['a-1.0.tar.gz', ...wheels].map((filename) => ({ filename }));
    list('a', ...files, { filename: 'a-5-py3-none-any.whl', yanked: true });
    const metadata = 'Home-page: https://docs.example/\nProject-URL: Code, https://github.com/some/a.git\n\n';
    pages['/files/a-2.0-1-cp312-cp312-manylinux_2_28_x86_64.whl.metadata'] = {
      type: 'text/plain',
      body: metadata,
    };
    expect((await fetchOne('a')).newer).toEqual({ version: '2.0', repository: 'https://github.com/some/a' });
    expect((await fetchOne('a', '1.0')).newer).toBeUndefined();
    const old = { name: 'a', version: undefined, constraint: '<2' };
    expect((await fetchThat(old)).newer).toBeUndefined();
  });

  it('refuses a pre-release that only keeps the name of wheels', async () => {
    list('a', { filename: 'a-0.0.1.dev5.tar.gz' }, { filename: 'a-2.0-py3-none-any.whl' });
    await expect(fetchOne('a')).rejects.toThrow(/no sdist of a: only wheels/);
    expect((await fetchOne('a', '0.0.1.dev5')).origin.kind).toBe('url');
  });

  it('proposes the repository of wheels', async () => {
    list('a', { filename: 'a-2.0-py3-none-any.whl' });
    const body = 'Project-URL: Repository, https://gitlab.com/some/a\n\n';
    pages['/files/a-2.0-py3-none-any.whl.metadata'] = { type: 'text/plain', body };
    await expect(fetchOne('a')).rejects.toMatchObject({
      help: [
        'Use the Git repository of the source. For a new recipe, pass --from=git:https://gitlab.com/some/a@<tag>',
      ],
    });
  });

  it('reads an index that only has HTML, and sends its password only there', async () => {
    pages['/simple/a/'] = {
      type: 'text/html; charset=utf-8',
      body: '<html><a href="/files/a-1.tar.gz" data-yanked="">a-1.tar.gz</a><a href="/files/a-0.5.tar.gz">a-0.5.tar.gz</a></html>',
    };
    const { origin } = await fetchOne('a', undefined, `${address().replace('//', '//me:s%20t@')}/simple`);
    expect(origin).toMatchObject({ url: `${address()}/files/a-0.5.tar.gz` });
    expect(asked[0]).toBe(`Basic ${Buffer.from('me:s t').toString('base64')}`);
  });

  it.each<[string, Listed[], string | undefined, RegExp, RegExp]>([
    [
      'that is yanked',
      [{ filename: 'a-1.tar.gz', yanked: 'broken' }, { filename: 'a-2.tar.gz' }],
      '1',
      /^a 1 is yanked: broken\.$/,
      /: 2$/,
    ],
    [
      'that is missing',
      [{ filename: 'a-2.tar.gz' }, { filename: 'a-3rc1.tar.gz' }],
      '1',
      /no sdist of a 1/,
      /: 2$/,
    ],
    [
      'that is missing, where all others are yanked',
      [{ filename: 'a-2.tar.gz', yanked: true }],
      '1',
      /no sdist of a 1/,
      /^To build exactly this version/,
    ],
    [
      'if all are yanked',
      [{ filename: 'a-2.tar.gz', yanked: true }],
      undefined,
      /^All sdists of a in the package index are yanked\.$/,
      /git:/,
    ],
    [
      'with wheels only',
      [{ filename: 'a-1-py3-none-any.whl' }],
      undefined,
      /no sdist of a: only wheels/,
      /git:/,
    ],
    [
      'with another hash',
      [{ filename: 'a-1.tar.gz', hash: '0'.repeat(64) }],
      undefined,
      /does not match the hash in the package index/,
      /Try again/,
    ],
  ])('refuses a version %s', async (_, files, version, message, help) => {
    list('a', ...files);
    await expect(fetchOne('a', version)).rejects.toMatchObject({
      message: expect.stringMatching(message) as string,
      help: expect.arrayContaining([expect.stringMatching(help)]) as string[],
    });
  });

  it('reports errors of the index', async () => {
    await expect(fetchOne('nothing')).rejects.toThrow(/has no distribution nothing/);
    await expect(fetchOne('broken')).rejects.toThrow(/the server answered 500/);
    await expect(fetchOne('a', undefined, 'http://127.0.0.1:1/simple')).rejects.toThrow(
      /^Could not download .*: ECONNREFUSED/,
    );
    await expect(fetchOne('a', undefined, 'http://example.org/simple')).rejects.toThrow(/has no https:/);
    pages['/simple/a/'] = { type: 'application/json', body: '{"files": 1}' };
    await expect(fetchOne('a')).rejects.toThrow(/cannot be read: the answer is not a list of files/);
  });

  it('follows only HTTPS addresses', async () => {
    pages['/simple/a/'] = {
      type: 'application/json',
      body: JSON.stringify({ files: [{ filename: 'a-1.tar.gz', url: 'file:///etc/passwd' }] }),
    };
    await expect(fetchOne('a')).rejects.toThrow(/refers to an address that is not https/);
  });

  it('writes only to the given folder', async () => {
    list('a', { filename: 'a-1.tar.gz' });
    const { folder } = await fetchOne('a');
    expect(readdirSync(join(folder, '../..')).sort()).toEqual(['archive', 'source']);
  });
});

describe("pip's configuration", () => {
  it.each([
    ['no Python', undefined, 'nx-conda found no Python 3.10 or newer that has pip'],
    ['a pip that does not show it', 'exit 1', 'pip does not show the address'],
  ])('is unknown with %s', async (_, pip, reason) => {
    const folder = mkdtempSync(join(tmpdir(), 'nx-conda-pip-'));
    const answer = JSON.stringify({ executable: join(folder, 'python3'), version: [3, 12], pip: true });
    if (pip !== undefined) {
      const program = `#!/bin/sh\nif [ "$1" = -c ]; then echo '${answer}'; else ${pip}; fi\n`;
      writeFileSync(join(folder, 'python3'), program, { mode: 0o755 });
    }
    await expect(findPackageIndex({ PATH: folder })).rejects.toThrow(
      `The address of the package index is unknown: ${reason}.`,
    );
    rmSync(folder, { recursive: true });
  });

  it("is read from pip's list, the environment last", () => {
    const listed =
      ":env:.cert='/c'\nglobal.index-url='https://a/simple'\ndownload.index-url='https://b/simple'\ninstall.index-url='https://c'\n";
    expect(Object.fromEntries(pipSettings(listed))).toEqual({ cert: '/c', 'index-url': 'https://b/simple' });
  });

  it('has a default, in its help', () => {
    const help =
      '  -i, --index-url <url>       Base URL of the Python Package Index (default https://index.example/simple). This should\n';
    expect(defaultIndex(help)).toBe('https://index.example/simple');
    expect(defaultIndex('nothing')).toBeUndefined();
  });
});

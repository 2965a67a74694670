import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { tarball } from '../../channel/package-file.fixture';
import { parseRecipeToEdit } from '../../recipe/parts/parse';
import { Scope } from '../../recipe/parts/scope';
import { latestVersion } from './latest';
import { readSources } from './source-reading';
import { bump, LINES, patchTo, refusal } from './upstream.fixture';

const HASHED = (digit: string) => `${digit.repeat(2)}/${digit.repeat(2)}/${digit.repeat(60)}`;
const OLD = '0'.repeat(64);
let server: Server;
let host: string;
let archive: Buffer;
let sha256: string;
/** By path; other paths are missing. */
let pages: Record<string, Buffer | string>;
beforeAll(async () => {
  archive = gzipSync(await tarball([{ path: 'lib-2.0/setup.py', content: LINES }]), { level: 0 });
  sha256 = createHash('sha256').update(archive).digest('hex');
  server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json').end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, { NO_PROXY: '127.0.0.1', PIP_INDEX_URL: `${host}/simple` });
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  pages = { '/lib-2.0.tar.gz': archive, [`/packages/${HASHED('b')}/lib-2.0.tar.gz`]: archive };
});

/** Lists files of the index: versions, each with the digit of its address. */
function list(
  files: Record<string, string>,
  { hash = sha256, wheels = [] }: { hash?: string; wheels?: string[] } = {},
): void {
  const listed = Object.entries(files).map(([version, digit]) => {
    const filename = `lib-${version}.tar.gz`;
    return { filename, url: `../../packages/${HASHED(digit)}/${filename}`, hashes: { sha256: hash } };
  });
  const others = wheels.map((version) => {
    const filename = `lib-${version}-py3-none-any.whl`;
    return { filename, url: `../../${filename}`, hashes: {} };
  });
  pages['/simple/lib/'] = JSON.stringify({ files: [...listed, ...others] });
}

const PACKAGE = 'package: { name: lib, version: "${{ version }}" }\n';
const recipe = (source: string) => `context: { version: "1.0" } # kept\n${PACKAGE}source:\n${source}`;

describe('the version of a downloaded source', () => {
  it('moves with its hashes, from the first mirror that has it, after its patches are tried', async () => {
    const text = recipe(`  - url: # mirrors
      - ${host}/gone/lib-\${{ version }}.tar.gz
      - ${host}/lib-\${{ version }}.tar.gz
    sha256: ${OLD}   # of the file
    md5: "00000000000000000000000000000000"
    patches: six.patch
  - url: https://example.org/data.zip
    sha256: ${OLD}
  - path: src
`);
    const { text: after, lines } = await bump(text, '2.0', { patches: { 'six.patch': patchTo('six') } });
    const md5 = createHash('md5').update(archive).digest('hex');
    expect(after).toBe(
      text
        .replace('"1.0"', '"2.0"')
        .replace(`${OLD}   # of`, `${sha256}   # of`)
        .replace('"00000000000000000000000000000000"', `"${md5}"`),
    );
    expect(lines).toEqual([
      'recipe.yaml:1:21 version 1.0 → 2.0',
      `New source: ${host}/lib-2.0.tar.gz, sha256 ${sha256}`,
      'The patch six.patch applies.',
    ]);
  });

  it('moves without a hash, which it prints', async () => {
    const text = `package: { name: lib, version: "1.0" }\nsource: { url: "${host}/lib-1.0.tar.gz" }\n`;
    const { text: after, lines } = await bump(text, '2.0');
    expect(after).toBe(text.replaceAll('1.0"', '2.0"').replace('lib-1.0', 'lib-2.0'));
    expect(lines.at(-1)).toBe(`recipe.yaml:2:9 The source has no hash. Add \`sha256: ${sha256}\`.`);
  });

  it('stays if no mirror has it', async () => {
    const text = recipe(`  url: ["${host}/a-\${{ version }}.zip", "${host}/b-\${{ version }}.zip"]\n`);
    await expect(bump(text, '3.0')).rejects.toMatchObject(
      refusal(
        `Could not download ${host}/a-3.0.zip: the server answered 404.`,
        'Check that the new version exists. If its file has another address, first correct `url` in the recipe. Also check the network and the proxy. No file was changed.',
      ),
    );
  });

  it('moves in an index whose addresses contain a hash', async () => {
    list({ '1.0': 'a', '2.0': 'b' });
    const url = `${host}/packages/${HASHED('a')}/lib-\${{ version }}.tar.gz`;
    const text = recipe(`  url: ${url}\n  sha256: ${OLD}\n`);
    expect((await bump(text, '2.0')).text).toBe(
      text.replace('"1.0"', '"2.0"').replace(HASHED('a'), HASHED('b')).replace(OLD, sha256),
    );
    list({ '1.0': 'a', '2.0': 'b' }, { hash: 'f'.repeat(64) });
    await expect(bump(text, '2.0')).rejects.toThrow(
      `lib-2.0.tar.gz does not match the hash in the package index: the sha256 of the downloaded file is ${sha256}, but the index lists ${'f'.repeat(64)}.`,
    );
    await expect(bump(text, '3.0')).rejects.toThrow('The package index has no sdist of lib 3.0.');
  });

  it.each([
    ['in a variable', (url: string) => `  url: ${url.replace(HASHED('a'), '${{ hash }}')}\n`, '4:8'],
    ['in two mirrors', (url: string) => `  url:\n    - ${url}\n    - ${url}\n`, '5:7'],
  ])('stays if the hash of the address is %s', async (_where, source, place) => {
    list({ '1.0': 'a', '2.0': 'b' });
    const url = `${host}/packages/${HASHED('a')}/lib-\${{ version }}.tar.gz`;
    const text = recipe(source(url)).replace('{ version', `{ hash: ${HASHED('a')}, version`);
    await expect(bump(text, '2.0')).rejects.toMatchObject(
      refusal(
        `recipe.yaml:${place} nx-conda cannot update the address of the source: the source has mirrors, the address takes its hash from a variable, or the new file is on another server or has an unexpected name. The source of version 2.0 is at ${host}/packages/${HASHED('b')}/lib-2.0.tar.gz`,
        'Write the version, this address and the sha256 of the file into the recipe by hand.',
      ),
    );
  });
});

describe('the latest version of a source from an index', () => {
  const latest = (path: string) => {
    const scope = new Scope(parseRecipeToEdit(recipe(`  url: ${host}${path}\n`), 'recipe.yaml'));
    return latestVersion(readSources(scope), '1.0', '/');
  };

  it('is said with the newest release, if that has wheels only', async () => {
    pages['/lib-3.0-py3-none-any.whl.metadata'] =
      'Name: lib\nProject-URL: Source Code, https://github.com/some/lib/tree/main\n\nHome-page: https://github.com/x/y';
    const path = '/packages/source/l/lib/lib-1.0.tar.gz';
    const git =
      "To build 3.0, move or delete the recipe's folder, and write a new recipe from the Git repository: nx g nx-conda:recipe <name> --from=git:https://github.com/some/lib@<tag>";
    list({ '1.0': 'a', '2.0': 'b' }, { wheels: ['1.0', '3.0', '3.1rc1'] });
    const only = '3.0 is the newest release of lib, but the package index has only wheels of it.';
    expect(await latest(path)).toEqual({
      version: '2.0',
      remarks: [`${only} 2.0 is the newest release with an sdist.`, git],
    });
    list({ '1.0': 'a' }, { wheels: ['1.0', '3.0'] });
    await expect(latest(path)).rejects.toMatchObject(
      refusal(
        `${only} 1.0 is the newest release with an sdist.`,
        git,
        'To choose a pre-release with an sdist, pass --to <version>',
      ),
    );
  });

  it.each([
    ['with', HASHED('a')],
    ['without', 'source/l/lib'],
  ])('is its newest release, for an address %s a hash', async (_what, path) => {
    list({ '1.0': 'a', '2.0': 'b', '2.1rc1': 'c' });
    expect(await latest(`/packages/${path}/lib-1.0.tar.gz`)).toEqual({ version: '2.0', remarks: [] });
    list({ '1.0': 'a', '0.9': 'b' });
    await expect(latest(`/packages/${path}/lib-1.0.tar.gz`)).rejects.toMatchObject(
      refusal(
        '1.0 is the latest version: the package index has no newer version of lib.',
        'To choose a pre-release, pass --to <version>',
      ),
    );
  });

  it('is unknown for a file from elsewhere', async () => {
    await expect(latest('/files/lib.tar.gz')).rejects.toThrow(
      'no source of the recipe has 1.0 in a git tag or in the file name of an sdist from the package index.',
    );
  });
});

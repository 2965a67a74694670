import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MockAgent } from 'undici';
import { Downloader } from './download';

let mockAgent: MockAgent;

jest.mock('undici', () => ({
  ...jest.requireActual<object>('undici'),
  EnvHttpProxyAgent: jest.fn(() => mockAgent),
}));

const INDEX = { url: 'https://me:secret@index.example/simple', certificates: undefined };
const PLAIN = 'http://mirror.example/a.tar.gz';
let target: string;

beforeEach(() => {
  target = join(mkdtempSync(join(tmpdir(), 'nx-conda-download-')), 'a');
  mockAgent = new MockAgent();
  mockAgent.disableNetConnect();
});

function redirect(from: string, to: string): void {
  const { origin, pathname } = new URL(from);
  mockAgent
    .get(origin)
    .intercept({ path: pathname })
    .reply(302, '', { headers: { location: to } });
}

function serve(url: string): void {
  const { origin, pathname } = new URL(url);
  mockAgent
    .get(origin)
    .intercept({ path: pathname })
    .reply(200, ({ headers }) => `${(headers as Record<string, string>)['authorization']}`);
}

describe('Downloader', () => {
  it.each([PLAIN, 'http://127.0.0.1/a.tar.gz', 'file:///etc/passwd'])(
    'for an index, refuses a redirect to %s',
    async (weaker) => {
      redirect('https://index.example/a.tar.gz', 'https://files.example/a.tar.gz');
      redirect('https://files.example/a.tar.gz', weaker);
      if (weaker.startsWith('http')) serve(weaker);
      await expect(
        new Downloader(INDEX).file('https://index.example/a.tar.gz', target),
      ).rejects.toMatchObject({
        name: 'ExplainedError',
        message: `The package index refers to an address that is not https://: ${weaker}`,
      });
      expect(existsSync(target)).toBe(false);
    },
  );

  it('for an index, sends the password only to it', async () => {
    redirect('https://index.example/a.tar.gz', 'https://files.example/a.tar.gz');
    serve('https://files.example/a.tar.gz');
    await new Downloader(INDEX).file('https://index.example/a.tar.gz', target);
    expect(readFileSync(target, 'utf8')).toBe('undefined');
    serve('https://index.example/b');
    await new Downloader(INDEX).file('https://index.example/b', target);
    expect(readFileSync(target, 'utf8')).toMatch(/^Basic /);
  });

  it('without an index, follows the addresses of a recipe', async () => {
    redirect('https://forge.example/a.tar.gz', PLAIN);
    serve(PLAIN);
    await new Downloader().file('https://forge.example/a.tar.gz', target);
    expect(readFileSync(target, 'utf8')).toBe('undefined');
  });

  it('without an index, reads local files', async () => {
    const from = `${target}.source`;
    writeFileSync(from, 'a');
    await expect(new Downloader().file(pathToFileURL(from).href, target)).resolves.toEqual({
      sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
      md5: '0cc175b9c0f1b6a831c399e269772661',
    });
  });

  it('fails for a redirect loop, and for an invalid address', async () => {
    const circle = 'https://forge.example/a';
    mockAgent
      .get('https://forge.example')
      .intercept({ path: '/a' })
      .reply(302, '', { headers: { location: circle } })
      .persist();
    await expect(new Downloader().file(circle, target)).rejects.toThrow(
      `Could not download ${circle}: the server answered 302.`,
    );
    await expect(new Downloader().file('nowhere', target)).rejects.toThrow(/^Could not download nowhere: /);
  });
});

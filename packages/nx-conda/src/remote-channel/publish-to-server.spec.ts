import { messageOf, ExplainedError } from '../explained-error';
import { FakeServer, sha256 } from './server.fixture';
import { publishToServer } from './publish-to-server';

const FILE = 'noarch/a-1-h_0.conda';
let server: FakeServer;
const use = (to: string) => (server = new FakeServer(to));
afterEach(() => server.remove());

async function failureOf(publishing: Promise<unknown>): Promise<string> {
  try {
    await publishing;
  } catch (error) {
    return error instanceof ExplainedError ? error.format() : messageOf(error);
  }
  throw new Error('It did not fail.');
}

describe.each([
  ['s3://bucket/channel', 'publish --color never --log-style plain --to channel a-1-h_0.conda'],
  [
    'https://prefix.dev/mine',
    'upload prefix --color never --log-style plain --url prefix.dev --channel mine a-1-h_0.conda',
  ],
  [
    'quetz://host/mine',
    'upload quetz --color never --log-style plain --url host --channel mine a-1-h_0.conda',
  ],
  ['https://anaconda.org/me', 'upload anaconda --color never --log-style plain --owner me a-1-h_0.conda'],
  [
    'artifactory://host/mine',
    'upload artifactory --color never --log-style plain --url host --channel mine a-1-h_0.conda',
  ],
  [
    'cloudsmith://me/mine',
    'upload cloudsmith --color never --log-style plain --owner me --repo mine a-1-h_0.conda',
  ],
])('publishing to %s', (to, upload) => {
  beforeEach(() => use(to));

  it('uploads a package once', async () => {
    expect(await server.publish('a', 'one')).toEqual(['added']);
    expect(await server.publish('a', 'one')).toEqual(['unchanged']);
    expect(server.uploads).toEqual([upload]);
  });

  it('uploads nothing in a dry run', async () => {
    expect(await server.publish('a', 'one', { dryRun: true })).toEqual(['added']);
    expect(server.uploads).toEqual([]);
  });

  it('refuses other content of the same name', async () => {
    await server.publish('a', 'one');
    const failure = await failureOf(server.publish('a', 'two'));
    expect(failure).toContain(`${to} already has these packages with different content:\n  ${FILE}`);
    expect(server.uploads).toEqual([upload]);
  });

  it('refuses a package that is not what its index says', async () => {
    const damaged = { ...server.packageOf('a', 'one'), sha256: sha256('another') };
    const request = { dryRun: false, onUpload: () => undefined, onWait: () => undefined };
    const publishing = publishToServer(server.access(), {
      ...request,
      packages: [damaged],
      options: { force: false },
    });
    expect(await failureOf(publishing)).toContain('does not match its repodata.json');
    expect(server.uploads).toEqual([]);
  });

  it('explains how to log in if the server refuses the token, without showing it', async () => {
    server.failure.upload = 'HTTP status client error (401 Unauthorized) for url (https://host/t/planted/x)';
    const failure = await failureOf(server.publish('a', 'one'));
    expect(failure).toContain(`Could not upload a-1-h_0.conda to ${to}:`);
    expect(failure).toContain('Or store the token once: rattler-build auth login ');
    expect(failure).not.toContain('planted');
  });
});

describe('replacing packages with force', () => {
  it.each(['https://prefix.dev/mine', 'https://anaconda.org/me', 'artifactory://host/mine'])(
    'works on %s',
    async (to) => {
      use(to).index.set(FILE, sha256('one'));
      expect(await server.publish('a', 'two', { force: true })).toEqual(['replaced']);
    },
  );

  it.each(['s3://bucket/channel', 'quetz://host/mine', 'cloudsmith://me/mine'])(
    'is refused on %s',
    async (to) => {
      use(to).index.set(FILE, sha256('one'));
      expect(await failureOf(server.publish('a', 'two', { force: true }))).toContain(
        'cannot replace packages',
      );
      expect(server.uploads).toEqual([]);
    },
  );
});

describe('a package that the server has and its index does not list', () => {
  it('counts as published if the server refuses it', async () => {
    use('quetz://host/mine').files.set(FILE, 'one');
    expect(await server.publish('a', 'one')).toEqual(['exists']);
  });

  it('is listed in an S3 channel: an interrupted publish left it', async () => {
    use('s3://bucket/channel').files.set(FILE, 'one');
    expect(await server.publish('a', 'one')).toEqual(['added']);
    expect(server.index.get(FILE)).toBe(sha256('one'));
  });

  it('is not replaced in an S3 channel by other content', async () => {
    use('s3://bucket/channel').files.set(FILE, 'another');
    const failure = await failureOf(server.publish('a', 'one'));
    expect(failure).toContain(
      `has a file ${FILE} that its index does not list. The content of this file differs`,
    );
    expect(server.files.get(FILE)).toBe('another');
  });

  it('is not compared by an S3 channel that does not answer', async () => {
    use('s3://bucket/channel').files.set(FILE, 'one');
    server.failure.file = 'HTTP status client error (403 Forbidden)';
    const failure = await failureOf(server.publish('a', 'one'));
    expect(failure).toContain('nx-conda cannot tell which packages are new. The error:\n    HTTP status');
  });
});

describe('an index that cannot be read', () => {
  it.each(['https://prefix.dev/mine', 'quetz://host/mine', 'https://anaconda.org/me'])(
    'does not matter on %s, which refuses existing packages',
    async (to) => {
      use(to).failure.read = 'HTTP status client error (401 Unauthorized)';
      expect(await server.publish('a', 'one')).toEqual(['added']);
      expect(await server.publish('a', 'one')).toEqual(['exists']);
      expect(await server.publish('a', 'one', { dryRun: true })).toEqual(['unknown']);
    },
  );

  it.each(['s3://bucket/channel', 'artifactory://host/mine', 'cloudsmith://me/mine'])(
    'is an error on %s',
    async (to) => {
      use(to).failure.read = 'HTTP status client error (401 Unauthorized) for url (https://host/t/planted/x)';
      const failure = await failureOf(server.publish('a', 'one'));
      expect(failure).toContain(`Could not read the packages of ${to}`);
      expect(failure).not.toContain('planted');
      expect(server.uploads).toEqual([]);
    },
  );
});

it('explains that a server could not be reached', async () => {
  use('quetz://host/mine').failure.upload = 'error sending request for url (https://host/)';
  const failure = await failureOf(server.publish('a', 'one'));
  expect(failure).toContain('1. Check that the server of quetz://host/mine runs and can be reached');
  expect(failure).not.toContain('auth login');
});

it('explains how to log in if py-rattler-build hides the answer of the server', async () => {
  use('quetz://host/mine').failure.upload = 'Server responded with error';
  expect(await failureOf(server.publish('a', 'one'))).toContain('1. Set QUETZ_API_KEY in the environment.');
});

it('knows that a page is not an index', async () => {
  use('artifactory://host/mine').page = '<html>Log in</html>';
  const failure = await failureOf(server.publish('a', 'one'));
  expect(failure).toContain('https://host/mine/noarch/repodata.json is not an index.');
});

describe('an S3 channel', () => {
  it('is an error if the index misses a package after the upload', async () => {
    use('s3://bucket/channel').indexesAtOnce = false;
    const failure = await failureOf(server.publish('a', 'one'));
    expect(failure).toContain(`its index does not list ${FILE}.\n  1. Run the same command again`);
  });

  it('needs the rattler-build command', async () => {
    use('s3://bucket/channel');
    const request = { packages: [], options: { force: false }, dryRun: false };
    const publishing = publishToServer(server.access('embedded'), {
      ...request,
      onUpload: () => undefined,
      onWait: () => undefined,
    });
    expect(await failureOf(publishing)).toContain('Cannot publish to s3://bucket/channel: py-rattler-build');
  });

  it('names the bucket that does not exist', async () => {
    use('s3://bucket/channel').failure.upload = 'S3Error { code: "NoSuchBucket" }';
    expect(await failureOf(server.publish('a', 'one'))).toContain(
      'The bucket of s3://bucket/channel does not exist.',
    );
  });
});

it('passes the attestation flags to prefix.dev, and leaves the folder of the package as it is', async () => {
  use('https://prefix.dev/mine');
  await server.publish('a', 'one', { generateAttestation: true, storeGithubAttestation: true });
  await server.publish('b', 'one', { attestation: '/x/b.json' });
  expect(server.uploads).toEqual([
    expect.stringContaining('--generate-attestation --store-github-attestation a-1-h_0.conda'),
    expect.stringContaining('--attestation b.json b-1-h_0.conda'),
  ]);
});

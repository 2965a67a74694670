import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withAccess } from './access';
import { remoteChannel } from './remote-channel';
import type { S3Server } from './s3-server';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-access-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What rattler-build gets: its arguments, and its auth file with permissions. */
async function given(to: string, env: Record<string, string>, s3?: S3Server) {
  const command = join(folder, 'rattler-build');
  const script = [
    '#!/bin/sh',
    'printf "%s\\n" "$@"',
    'if [ -n "$RATTLER_AUTH_FILE" ]; then ls -l "$RATTLER_AUTH_FILE" | cut -c1-10; cat "$RATTLER_AUTH_FILE"; fi >&2',
    '[ "$2" != --config-file ] || cat "$3"',
  ];
  writeFileSync(command, script.join('\n'));
  chmodSync(command, 0o755);
  const channel = remoteChannel(to);
  if (!channel) throw new Error(`${to} is a folder`);
  const engine = { kind: 'command' as const, command, args: [], env: {}, version: '0.74.0' };
  let scratch = '';
  const { stdout, stderr } = await withAccess({ channel, engine, env, s3 }, (access) => {
    scratch = access.scratch;
    return access.run(['upload']);
  });
  expect(() => readFileSync(join(scratch, 'auth.json'))).toThrow('ENOENT');
  return { stdout: stdout.replaceAll(scratch, '<scratch>'), stderr };
}

describe('withAccess', () => {
  it.each([
    ['quetz://host/mine', { QUETZ_API_KEY: 'planted' }, '{"host":{"CondaToken":"planted"}}'],
    [
      'https://anaconda.org/me',
      { ANACONDA_API_KEY: 'planted' },
      '{"conda.anaconda.org":{"CondaToken":"planted"},"api.anaconda.org":{"CondaToken":"planted"}}',
    ],
    [
      'artifactory://host/mine',
      { ARTIFACTORY_USERNAME: 'me', ARTIFACTORY_PASSWORD: 'planted' },
      '{"host":{"BasicHTTP":{"username":"me","password":"planted"}}}',
    ],
    [
      's3://bucket/channel',
      { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'planted' },
      '{"s3://bucket":{"S3Credentials":{"access_key_id":"id","secret_access_key":"planted","session_token":null}}}',
    ],
  ])('gives the token for %s in a file that only the user can read', async (to, env, content) => {
    expect(await given(to, env)).toEqual({ stdout: 'upload\n', stderr: `-rw-------\n${content}` });
  });

  it.each([
    ['https://prefix.dev/mine', { QUETZ_API_KEY: 'planted' }],
    ['https://prefix.dev/mine', { PREFIX_API_KEY: '' }],
    ['artifactory://host/mine', { ARTIFACTORY_USERNAME: 'me' }],
    ['s3://bucket/channel', { S3_ACCESS_KEY_ID: 'id' }],
  ])('leaves %s with %j to the store of rattler-build', async (to, env) => {
    const { RATTLER_AUTH_FILE } = process.env;
    Reflect.deleteProperty(process.env, 'RATTLER_AUTH_FILE');
    expect(await given(to, env)).toEqual({ stdout: 'upload\n', stderr: '' });
    if (RATTLER_AUTH_FILE !== undefined) process.env['RATTLER_AUTH_FILE'] = RATTLER_AUTH_FILE;
  });

  it('sets the server of an S3 bucket', async () => {
    const s3: S3Server = { endpointUrl: 'http://127.0.0.1:9000', region: 'here', addressingStyle: 'path' };
    expect((await given('s3://my.bucket/channel', {}, s3)).stdout).toBe(
      [
        ...['upload', '--config-file', '<scratch>/rattler-build.toml'],
        '[s3-options."my.bucket"]',
        'endpoint-url = "http://127.0.0.1:9000"',
        'region = "here"',
        'force-path-style = true',
        '',
      ].join('\n'),
    );
    expect((await given('quetz://host/mine', {}, s3)).stdout).toBe('upload\n');
  });
});

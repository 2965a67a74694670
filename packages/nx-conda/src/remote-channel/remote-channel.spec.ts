import { remoteChannel } from './remote-channel';

describe('remoteChannel', () => {
  it.each([
    ['s3://bucket', 's3', 's3://bucket', '--to s3://bucket'],
    ['s3://bucket/a/b/', 's3', 's3://bucket/a/b', '--to s3://bucket/a/b'],
    [
      'https://prefix.dev/mine',
      'prefix',
      'https://prefix.dev/mine',
      '--url https://prefix.dev --channel mine',
    ],
    ['prefix://my.host/mine', 'prefix', 'https://my.host/mine', '--url https://my.host --channel mine'],
    ['https://anaconda.org/me', 'anaconda', 'https://conda.anaconda.org/me', '--owner me'],
    [
      'https://anaconda.org/me/dev',
      'anaconda',
      'https://conda.anaconda.org/me/label/dev',
      '--owner me --channel dev',
    ],
    [
      'quetz://host/base/mine',
      'quetz',
      'https://host/base/get/mine',
      '--url https://host/base --channel mine',
    ],
    [
      'https://quetz.host/get/mine',
      'quetz',
      'https://quetz.host/get/mine',
      '--url https://quetz.host --channel mine',
    ],
    [
      'quetz+http://127.0.0.1:8000/mine',
      'quetz',
      'http://127.0.0.1:8000/get/mine',
      '--url http://127.0.0.1:8000 --channel mine',
    ],
    [
      'artifactory://host/artifactory/repo',
      'artifactory',
      'https://host/artifactory/repo',
      '--url https://host/artifactory --channel repo',
    ],
    ['cloudsmith://me/repo', 'cloudsmith', 'https://conda.cloudsmith.io/me/repo', '--owner me --repo repo'],
  ])('reads %s', (to, kind, url, address) => {
    expect(remoteChannel(to)).toMatchObject({ kind, name: to, url, address: address.split(' ') });
  });

  it.each([
    'channel',
    './channel',
    '../channel',
    '/channel',
    'C:\\channel',
    'file:///channel',
    'file:channel',
  ])('leaves the folder %s to others', (to) => {
    expect(remoteChannel(to)).toBeUndefined();
  });

  it.each([
    'https://example.org/mine',
    'https://prefix.dev.example.org/mine',
    'https://prefix.dev',
    'https://anaconda.org/me/dev/more',
    'cloudsmith://me',
    'oci://host/x',
    's3:',
  ])('refuses %s', (to) => {
    expect(() => remoteChannel(to)).toThrow(`Cannot publish packages to ${to}: this is not`);
  });
});

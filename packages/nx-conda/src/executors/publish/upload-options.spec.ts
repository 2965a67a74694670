import type { RemoteChannel } from '../../remote-channel/remote-channel';
import { requireUploadable, uploadOptions } from './upload-options';

const channel = (kind: RemoteChannel['kind']): RemoteChannel => ({
  ...{ kind, name: `${kind}://host/mine`, url: 'https://host/mine' },
  ...{ address: [], hosts: [] },
});

describe('uploadOptions', () => {
  it('passes on what is set, with absolute paths', () => {
    const absolute = (path: string) => `/workspace/${path}`;
    expect(uploadOptions({}, absolute)).toEqual({ force: false });
    const options = { force: true, generateAttestation: true, storeGithubAttestation: true };
    expect(uploadOptions(options, absolute)).toEqual(options);
    expect(uploadOptions({ attestation: 'a.json' }, absolute)).toEqual({
      force: false,
      attestation: '/workspace/a.json',
    });
  });
});

describe('requireUploadable', () => {
  it.each([{ attestation: 'a.json' }, { generateAttestation: true }, { storeGithubAttestation: true }])(
    'accepts %j only for prefix.dev',
    (options) => {
      expect(() => requireUploadable(channel('prefix'), 1, options)).not.toThrow();
      expect(() => requireUploadable(channel('s3'), 1, options)).toThrow('only prefix.dev stores them.');
    },
  );

  it('refuses one attestation for several packages', () => {
    expect(() => requireUploadable(channel('prefix'), 2, { attestation: 'a.json' })).toThrow(
      'The option attestation names one file, but the project has 2 packages.',
    );
    expect(() => requireUploadable(channel('prefix'), 2, { generateAttestation: true })).not.toThrow();
  });
});

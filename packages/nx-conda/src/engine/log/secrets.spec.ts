import { Secrets } from './secrets';

const env = {
  GITHUB_TOKEN: 'ghp_abcdef123456',
  UPLOAD_KEY: 'begin-of/the-key-0001',
  LICENSE: 'license-server-9',
  PASSWORD: 'short',
  SSH_KEY_PATH: '/home/me/.ssh/id',
  PEM_SECRET: '-----BEGIN-----\nMIIEvQIBADANBg\n-----END-----',
};
const secrets = new Secrets(env, ['LICENSE']);

describe('secrets', () => {
  it.each([
    ['of a variable that looks like one', 'token ghp_abcdef123456!', 'token ********!'],
    ['that the recipe declares', 'server license-server-9', 'server ********'],
    ['of several lines', 'MIIEvQIBADANBg', '********'],
    ['as part of a URL', 'x?k=begin-of%2Fthe-key-0001', 'x?k=********'],
    ['with a password in a URL', 'https://me:pw@host/x', 'https://********@host/x'],
    [
      'with a token in a URL',
      'see https://conda.invalid/t/ab-123/forge.',
      'see https://conda.invalid/t/********/forge.',
    ],
    ['that is short, which stays', 'short', 'short'],
    ['that is a path, which stays', '/home/me/.ssh/id', '/home/me/.ssh/id'],
    ['in nothing', 'cp /t/file me@host', 'cp /t/file me@host'],
  ])('are masked: one %s', (_, text, masked) => expect(secrets.mask(text)).toBe(masked));

  it('are masked in an error whose lines are broken', () => {
    const error = `Error:   × cannot read begin-of/
  │ the-key-
  │ 0001 at https://me:pass-
  │ word@host/x`;
    expect(secrets.maskWrapped(error)).toBe('Error:   × cannot read ******** at https://********@host/x');
  });
});

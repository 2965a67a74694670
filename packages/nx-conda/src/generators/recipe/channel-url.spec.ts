import { remoteChannelUrl } from './channel-url';

describe('remoteChannelUrl', () => {
  it.each([
    ['conda-forge', 'https://conda.anaconda.org/conda-forge'],
    ['conda-forge/label/rc', 'https://conda.anaconda.org/conda-forge/label/rc'],
    ['https://prefix.dev/conda-forge/', 'https://prefix.dev/conda-forge'],
    ['../up', undefined],
    ['ftp://example.org/a', undefined],
    ['a b', undefined],
  ])('%s is at %s', (channel, url) => {
    expect(remoteChannelUrl(channel)).toBe(url);
  });
});

import { resolvedEnvironments } from './resolved-environments';

const RECORD = `
      - {name: aa, version: '1.0', build: 1e10, subdir: noarch, url: file:///c/noarch/aa.conda, sha256: ab, channel: file:///c/, extra: x}`;

describe('resolvedEnvironments', () => {
  it('reads the packages of all environments, staging included', () => {
    const text = `
finalized_dependencies:
  build: null
  host:
    resolved:${RECORD}
finalized_cache_dependencies:
  build:
    resolved:${RECORD}
  host: null
`;
    const aa = {
      name: 'aa',
      version: '1.0',
      build: '1e10',
      subdir: 'noarch',
      url: 'file:///c/noarch/aa.conda',
      sha256: 'ab',
      channel: 'file:///c/',
    };
    expect(resolvedEnvironments(text)).toEqual({ build: [aa], host: [aa] });
  });

  it('finds nothing if nothing was resolved', () => {
    expect(resolvedEnvironments('finalized_dependencies: null')).toEqual({ build: [], host: [] });
    expect(resolvedEnvironments('')).toEqual({ build: [], host: [] });
  });
});

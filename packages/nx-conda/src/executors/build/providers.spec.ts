import { checkProviders } from './providers';

const PLATFORMS = { build: 'linux-64', target: 'linux-64' };

const UPSTREAM = {
  project: 'cumm',
  folder: '/w/dist/conda/cumm',
  packages: [
    {
      name: 'cumm',
      version: '0.7.11',
      buildString: 'cpu_0',
      subdir: 'linux-64',
      file: 'linux-64/cumm-0.7.11-cpu_0.conda',
      sha256: '',
    },
  ],
};

function taken(channel: string, subdir = 'linux-64') {
  const cumm = { name: 'cumm', version: '0.4.0', build: 'h_0', subdir, url: '', channel };
  return { build: [], host: [cumm] };
}

describe('checkProviders', () => {
  it('accepts packages of the workspace from the folder of their project', () => {
    expect(() => checkProviders(taken('file:///w/dist/conda/cumm/'), [UPSTREAM], PLATFORMS)).not.toThrow();
  });

  it('names both versions if a channel was preferred', () => {
    expect(() => checkProviders(taken('https://conda.invalid/main'), [UPSTREAM], PLATFORMS)).toThrow(
      "The build used cumm 0.4.0 from https://conda.invalid/main, not the workspace's version 0.7.11 cpu_0 (project cumm).",
    );
  });

  it('lets channels provide packages that the workspace builds only for another platform', () => {
    expect(() =>
      checkProviders(taken('https://conda.invalid/main', 'osx-64'), [UPSTREAM], {
        build: 'linux-64',
        target: 'osx-64',
      }),
    ).not.toThrow();
  });

  it('does not confuse a noarch package of the same name', () => {
    const noarch = taken('https://conda.invalid/main', 'noarch');
    expect(() => checkProviders(noarch, [UPSTREAM], PLATFORMS)).toThrow('The build used cumm 0.4.0');
  });
});

import { Failure } from './failure';
import { readOptions } from './options';

describe('readOptions', () => {
  it('takes the folder, and the rest from the environment', () => {
    const env = { XDG_CACHE_HOME: '/cache', NX_CONDA_RATTLER_BUILD: '/opt/rattler-build' };
    expect(readOptions(['/channel'], env)).toEqual({
      channel: '/channel',
      cache: '/cache/nx-conda/offline-channel',
      python: 'python3.11',
      rattlerBuild: '/opt/rattler-build',
      parts: [],
      prune: false,
    });
  });

  it('prefers options of the command line', () => {
    const args = ['/channel', '--rattler-build', '/rb', '--python', '/usr/bin/python3.11', '--cache', '/c'];
    expect(readOptions(args, { NX_CONDA_RATTLER_BUILD: '/other' })).toEqual({
      channel: '/channel',
      cache: '/c',
      python: '/usr/bin/python3.11',
      rattlerBuild: '/rb',
      parts: [],
      prune: false,
    });
  });

  it('accepts known parts, and lists them for an unknown one', () => {
    expect(readOptions(['/channel', '--with', 'pytorch', '--with', 'cuda12.6', '--prune'], {})).toMatchObject(
      {
        parts: ['pytorch', 'cuda12.6'],
        prune: true,
      },
    );
    expect(() => readOptions(['/channel', '--with', 'cuda11'], {})).toThrow(
      'unknown: use cuda12.6, nvcc12.6 or pytorch',
    );
  });

  it.each([[[]], [['/one', '/two']], [['/one', '--unknown']]])('prints its usage: %j', (args) => {
    expect(() => readOptions(args, {})).toThrow(Failure);
    expect(() => readOptions(args, {})).toThrow('npm run offline-channel -- <folder>');
  });
});

describe('Failure', () => {
  it('numbers the next steps', () => {
    expect(new Failure('No pip.', ['Install it.', 'Run again.']).describe()).toBe(
      'No pip.\n  1. Install it.\n  2. Run again.',
    );
  });
});

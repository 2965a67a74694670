import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder';

describe('cacheFolder', () => {
  it.each([
    [
      'our own variable, whatever else is set',
      { NX_CONDA_CACHE_DIR: '/mine', XDG_CACHE_HOME: '/xdg' },
      'linux',
      '/mine',
    ],
    ['the XDG convention', { XDG_CACHE_HOME: '/xdg', HOME: '/home/me' }, 'linux', '/xdg/nx-conda'],
    ['the default of Linux', { HOME: '/home/me' }, 'linux', '/home/me/.cache/nx-conda'],
    ['the default of macOS', { HOME: '/Users/me' }, 'darwin', '/Users/me/Library/Caches/nx-conda'],
    ['the default of Windows', { LOCALAPPDATA: '/local' }, 'win32', join('/local', 'nx-conda')],
    ['the system’s home without HOME', {}, 'linux', join(homedir(), '.cache', 'nx-conda')],
  ] as const)('takes %s', (_, env, platform, expected) => {
    expect(cacheFolder(env, platform)).toBe(expected);
  });
});

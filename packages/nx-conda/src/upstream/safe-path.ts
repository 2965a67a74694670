import { posix } from 'node:path';

const MAX_LENGTH = 1000;
/** Names that mean something else on Windows: devices, streams, and those with a backslash. */
const WINDOWS = /[\\:*?"<>|]|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i;

/**
 * A path in an archive, below the folder it is unpacked into.
 * @returns undefined for one that leads elsewhere, or holds control characters
 */
export function safePath(path: string, platform: NodeJS.Platform = process.platform): string | undefined {
  if (path === '' || path.length > MAX_LENGTH || /\p{Cc}/u.test(path) || path.startsWith('/'))
    return undefined;
  if (platform === 'win32' && WINDOWS.test(path)) return undefined;
  const normal = posix.normalize(path);
  return normal === '.' || normal === '..' || normal.startsWith('../') ? undefined : normal;
}

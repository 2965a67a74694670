import { oneLine } from '../text/untrusted-text';

const VERSION = /^(\d+!)?\d[a-z0-9]*([._][a-z0-9]+)*(\+[a-z0-9]+([._][a-z0-9]+)*)?$/;

/** A version that conda can compare; undefined if impossible. `-` separates name, version and build string. */
export function condaVersion(version: string | undefined): string | undefined {
  const written = oneLine(version ?? '', 65)
    .toLowerCase()
    .replace(/^v(?=\d)/, '')
    .replaceAll('-', '_');
  return written.length <= 64 && VERSION.test(written) ? written : undefined;
}

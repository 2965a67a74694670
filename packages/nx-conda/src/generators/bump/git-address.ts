import { resolve } from 'node:path';

/** What git is given for `git:` of a source: a URL as it is, a path from the recipe's folder. */
export function gitAddress(written: string, folder: string): string {
  const isRemote = /^[a-z][a-z\d+.-]*:\/\//i.test(written) || /^[^/]+@?[^/]+:(?!\\)/.test(written);
  return isRemote ? written : resolve(folder, written);
}

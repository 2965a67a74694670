import { resolve } from 'node:path';

/** The address for git from `git:` of a source: a URL unchanged, a path resolved from the recipe's folder. */
export function gitAddress(written: string, folder: string): string {
  const isRemote = /^[a-z][a-z\d+.-]*:\/\//i.test(written) || /^[^/]+@?[^/]+:(?!\\)/.test(written);
  return isRemote ? written : resolve(folder, written);
}

/** The name of a tag from `tag:` or `rev:`: `refs/tags/v1` is v1. */
export function tagOf(written: string): string {
  return written.replace(/^refs\/tags\//, '');
}

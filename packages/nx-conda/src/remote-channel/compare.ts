import type { PackageToPublish } from '../channel/placement';
import type { RemoteIndex } from './read-index';

/** A package and what publishing it does. */
export interface RemotePlacement {
  built: PackageToPublish;
  /**
   * `unknown`: the index could not be read. `exists`: the server has a package of that name, whose content is not known.
   */
  result: 'added' | 'unchanged' | 'replaced' | 'unknown' | 'exists';
  /** sha256 in the index. */
  present?: string;
}

/** @param index undefined if it could not be read. */
export function compare(packages: PackageToPublish[], index: RemoteIndex | undefined): RemotePlacement[] {
  return packages.map((built) => {
    if (index === undefined) return { built, result: 'unknown' };
    const present = index.get(`${built.subdir}/${built.fileName}`);
    if (present === undefined) return { built, result: 'added' };
    return { built, present, result: present === built.sha256 ? 'unchanged' : 'replaced' };
  });
}

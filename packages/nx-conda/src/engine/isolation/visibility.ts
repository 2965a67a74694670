import { deepestAround } from './places';
import { findNode, type TreeNode } from './visible-tree';
import { isInside } from '../../machine/paths';

/**
 * How a build sees a path. `partial`: a folder of which it sees a part. The path need not exist.
 */
export type Sight = 'visible' | 'partial' | 'hidden';

/** Tells whether a path is hidden from an isolated build. All paths absolute, without symbolic links. */
export class Visibility {
  /**
   * @param hidden folders with hidden content.
   * @param tree the hashed files.
   * @param shown files and folders that the build needs to work.
   */
  constructor(
    private readonly hidden: string[],
    private readonly tree: TreeNode,
    private readonly shown: string[],
  ) {}

  of(path: string): Sight {
    const hidden = deepestAround(path, this.hidden);
    if (hidden === undefined) return 'visible';
    const shown = deepestAround(path, this.shown);
    if (shown !== undefined && shown.length >= hidden.length) return 'visible';
    const node = findNode(this.tree, path);
    if (node.isWhole || (node.isNamed && node.path === path)) return 'visible';
    const isOnTheWay = node.path === path || this.shown.some((place) => isInside(path, place));
    return isOnTheWay || this.hidden.some((place) => isInside(path, place)) ? 'partial' : 'hidden';
  }
}

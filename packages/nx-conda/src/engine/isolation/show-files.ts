import { join } from 'node:path';
import type { Mount } from './bubblewrap-arguments';
import type { TreeNode } from './visible-tree';

/** A temporary folder with copies of files: thousands of single mounts would take minutes. */
export interface Stage {
  /** The folder that it replaces. */
  at: string;
  /** The path where it is created. */
  from: string;
  /** Absolute paths of files and links to copy, below `at`. */
  files: string[];
  /** Folders below `at` to be mounted over. */
  folders: string[];
}

export interface ShownFiles {
  mounts: Mount[];
  stages: Stage[];
  /** Folders whose only visible contents are folders: listing them is refused, because it would read names. */
  closed: string[];
}

/** For each mount, bubblewrap scans all earlier mounts: 300 take 0.2 s, 1000 take 3 s (0.8.0). */
const MOST_SINGLE_MOUNTS = 250;

/**
 * Makes files visible below empty folders.
 * @param places the empty folders that contain visible files.
 * @param scratch folder for copies.
 * @param linkText the text of a symbolic link.
 */
export function showFiles(
  places: TreeNode[],
  scratch: string,
  linkText: (path: string) => string,
): ShownFiles {
  const single = places.reduce((sum, place) => sum + countSingle(place), 0);
  const shown: ShownFiles = { mounts: [], stages: [], closed: [] };
  const shower = new Shower(shown, scratch, single > MOST_SINGLE_MOUNTS, linkText);
  for (const place of places) shower.show(place, undefined);
  return shown;
}

function countSingle(node: TreeNode): number {
  if (node.isWhole) return 1;
  const below = [...node.children.values()].reduce((sum, child) => sum + countSingle(child), 0);
  return below + (node.isNamed ? 1 : 0);
}

class Shower {
  constructor(
    private readonly shown: ShownFiles,
    private readonly scratch: string,
    private readonly isStaged: boolean,
    private readonly linkText: (path: string) => string,
  ) {}

  show(node: TreeNode, outer: Stage | undefined): void {
    const children = [...node.children.values()];
    const files = children.filter(({ kind }) => kind === 'file' || kind === 'link');
    const stage = outer ?? (this.isStaged && files.length > 0 ? this.stageAt(node.path) : undefined);
    if (files.length === 0 && !stage) this.shown.closed.push(node.path);
    for (const file of files) this.showFile(file, stage);
    for (const folder of children.filter(({ kind }) => kind === 'folder')) this.showFolder(folder, stage);
  }

  private showFolder(node: TreeNode, stage: Stage | undefined): void {
    if (!node.isWhole) return this.show(node, stage);
    this.shown.mounts.push({ kind: 'readonly', from: node.path, at: node.path });
    stage?.folders.push(node.path);
  }

  private showFile({ path, kind }: TreeNode, stage: Stage | undefined): void {
    if (stage) stage.files.push(path);
    else if (kind === 'link') this.shown.mounts.push({ kind: 'link', at: path, text: this.linkText(path) });
    else this.shown.mounts.push({ kind: 'readonly', from: path, at: path });
  }

  private stageAt(at: string): Stage {
    const stage = { at, from: join(this.scratch, String(this.shown.stages.length)), files: [], folders: [] };
    this.shown.stages.push(stage);
    this.shown.mounts.push({ kind: 'readonly', from: stage.from, at });
    return stage;
  }
}

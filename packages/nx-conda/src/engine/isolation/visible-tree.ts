import { join, sep } from 'node:path';

/** The entries of a folder on disk. */
export interface FolderEntry {
  name: string;
  kind: 'file' | 'folder' | 'link' | 'other';
}

/** A folder or a file on the path to visible files. */
export interface TreeNode {
  path: string;
  /** Named itself, not only on the path to another. */
  isNamed: boolean;
  children: Map<string, TreeNode>;
  /** A folder without hidden files: it can be shown unchanged. */
  isWhole: boolean;
  /** For named nodes: the kind on disk; undefined if missing. */
  kind?: FolderEntry['kind'];
}

/**
 * The visible files as a tree of folders.
 * @param paths absolute, their folders without symbolic links.
 * @param read lists a folder; empty for a missing one.
 * @param hidden folders with content that must stay hidden even if all files in them are named.
 */
export function visibleTree(
  paths: Iterable<string>,
  read: (folder: string) => FolderEntry[],
  hidden: ReadonlySet<string>,
): TreeNode {
  const root = nodeAt(sep);
  for (const path of paths) addPath(root, path);
  for (const child of root.children.values()) lookAt(child, read, hidden);
  return root;
}

/** The node of a path, or the last existing one above it. */
export function findNode(root: TreeNode, path: string): TreeNode {
  let node = root;
  for (const name of namesOf(path)) {
    const child = node.children.get(name);
    if (!child) break;
    node = child;
  }
  return node;
}

/** The existing nodes of some paths. */
export function findNodes(root: TreeNode, paths: string[]): TreeNode[] {
  return paths.map((path) => findNode(root, path)).filter(({ path }, index) => path === paths[index]);
}

function addPath(root: TreeNode, path: string): void {
  let node = root;
  for (const name of namesOf(path)) {
    const child = node.children.get(name) ?? nodeAt(join(node.path, name));
    node.children.set(name, child);
    node = child;
  }
  node.isNamed = true;
}

function lookAt(node: TreeNode, read: (folder: string) => FolderEntry[], hidden: ReadonlySet<string>): void {
  if (node.children.size === 0) return;
  const entries = read(node.path);
  for (const { name, kind } of entries) {
    const child = node.children.get(name);
    if (!child) continue;
    child.kind = kind;
    if (kind === 'folder') lookAt(child, read, hidden);
  }
  node.isWhole = !hidden.has(node.path) && entries.every((entry) => isShown(node.children.get(entry.name)));
}

function isShown(node: TreeNode | undefined): boolean {
  if (!node) return false;
  return node.kind === 'folder' ? node.isWhole : node.isNamed && node.kind !== 'other';
}

function namesOf(path: string): string[] {
  return path.split(sep).filter(Boolean);
}

function nodeAt(path: string): TreeNode {
  return { path, isNamed: false, children: new Map(), isWhole: false };
}

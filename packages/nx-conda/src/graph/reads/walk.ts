import { type Dirent, lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import picomatch from 'picomatch';
import type { ReadArea } from './plan';
import { folderEntries } from '../../machine/folder-entries';
import { isInside, pathFrom } from '../../machine/paths';

/** What the walk needs to know about the workspace. */
export interface WalkedWorkspace {
  /** Absolute, without symbolic links. */
  root: string;
  /** Whether Nx lists a file, by path relative to the root: then Nx hashes its content. */
  isListed(path: string): boolean;
  /** Whether Nx lists any file below a folder. */
  hasListed(folder: string): boolean;
  /** A content hash of any file, by absolute path; undefined if it cannot be read. */
  hashContent(path: string): string | undefined;
  /** Absolute folders that are never part of a source: written by Nx and builds. */
  isExcluded(path: string): boolean;
}

/** A file or folder that is read. */
export interface WalkedPlace {
  label: string;
  /** Absolute. */
  path: string;
  /** How everything below it is read. */
  takes: ReadArea['takes'];
}

/**
 * Walks some places on disk, and keeps what Nx's own hash does not cover. A label is a path relative to the workspace
 * root, or absolute if named so; below a symbolic link it goes through the link.
 */
export class Walk {
  /** By label: permissions, the text of a link, the content of files that Nx does not list. */
  readonly unseen = new Map<string, string>();
  /** Files that Nx lists, relative to the workspace root. */
  readonly listed = new Set<string>();
  /** Every file and link that counts, absolute. */
  readonly paths = new Set<string>();
  /** Targets of links within the workspace, relative to its root. */
  readonly linkTargets = new Set<string>();
  /** Folders of sources with their own repository. */
  readonly repositories: WalkedPlace[] = [];
  /** Places where only git can say what counts. */
  doubtful: WalkedPlace[] = [];
  /** Folders behind links: a link may point to a folder above itself. */
  private readonly followed = new Set<string>();

  /** For places with a pattern: whether a label matches. */
  private matches: ((label: string) => boolean) | undefined;

  constructor(private readonly workspace: WalkedWorkspace) {}

  area({ path, takes, pattern }: ReadArea): void {
    this.matches = pattern === undefined ? undefined : picomatch(pattern, { dot: true });
    this.counted({ label: path, path: resolve(this.workspace.root, path), takes });
    this.matches = undefined;
  }

  /** Follows links even if only git can say whether they count: cheaper than asking git. */
  followLinks(): void {
    for (let open = this.doubtful; open.length > 0;) {
      this.doubtful = [];
      open.filter(({ path }) => statOf(path)?.isSymbolicLink()).forEach((place) => this.counted(place));
      open = this.doubtful;
    }
  }

  /** Something that counts regardless of git. */
  counted(place: WalkedPlace): void {
    const stat = statOf(place.path);
    if (stat?.isSymbolicLink()) this.link(place);
    else if (stat?.isDirectory()) this.folder(place);
    else if (stat?.isFile()) this.file(place, stat);
  }

  private folder({ label, path, takes }: WalkedPlace): void {
    const { isExcluded, hasListed } = this.workspace;
    if (isExcluded(path)) return;
    const inside = this.pathInWorkspace(path);
    const isForGit = takes !== 'all' && (inside === undefined || !hasListed(inside));
    if (isForGit) this.doubtful.push({ label, path, takes });
    for (const entry of folderEntries(path) ?? []) {
      const place = { label: labelBelow(label, entry.name), path: join(path, entry.name), takes };
      if (entry.name !== '.git') {
        if (!isForGit) this.entry(place, entry);
      } else if (takes !== 'folder') this.repositories.push({ label, path, takes });
    }
  }

  private entry(place: WalkedPlace, entry: Dirent): void {
    const inside = this.pathInWorkspace(place.path) ?? '';
    const { isListed, hasListed } = this.workspace;
    if (entry.isDirectory()) {
      // Python writes it next to imported files, during a build.
      if (entry.name !== '__pycache__' || hasListed(inside)) this.folder(place);
    } else if (place.takes === 'all' || isListed(inside)) this.counted(place);
    else this.doubtful.push(place);
  }

  private file({ label, path, takes }: WalkedPlace, stat: Stats): void {
    if (this.isLeftOut(label)) return;
    this.paths.add(path);
    const inside = this.pathInWorkspace(path);
    const isListed = inside !== undefined && this.workspace.isListed(inside);
    if (isListed) this.listed.add(inside);
    // Nx does not follow links to folders, and keeps the hash of a link when its target file changes. Its daemon lists
    // files that a .gitignore above the workspace ignores, and does not watch them.
    const isSeen = isListed && inside === label && takes !== 'all';
    const facts = [
      ...permissionsOf(path, stat),
      ...(isSeen ? [] : [this.workspace.hashContent(path) ?? 'unreadable']),
    ];
    if (facts.length > 0) this.unseen.set(label, facts.join(', '));
  }

  /** The target of a link counts if the link does. */
  private isLeftOut(label: string): boolean {
    return this.matches !== undefined && !this.matches(label) && !label.includes(BEHIND_LINK);
  }

  private link({ label, path, takes }: WalkedPlace): void {
    if (this.isLeftOut(label)) return;
    this.paths.add(path);
    const inside = this.pathInWorkspace(path);
    if (inside !== undefined && this.workspace.isListed(inside)) this.listed.add(inside);
    const text = textOfLink(path);
    this.unseen.set(label, text === undefined ? 'unreadable' : `link to ${text}`);
    if (text === undefined) return;
    // One step at a time: it may point to another link.
    const target = realFolder(resolve(dirname(path), text));
    if (target === undefined) return;
    const targetInside = this.pathInWorkspace(target);
    if (targetInside !== undefined) this.linkTargets.add(targetInside);
    const place: WalkedPlace = {
      label: label + BEHIND_LINK,
      path: target,
      takes: takes === 'all' ? 'all' : 'copy',
    };
    const key = `${place.takes} ${target}`;
    if (this.followed.has(key)) return;
    this.followed.add(key);
    this.counted(place);
  }

  /** Undefined for a path outside the workspace. */
  private pathInWorkspace(path: string): string | undefined {
    if (!isInside(this.workspace.root, path)) return undefined;
    return pathFrom(this.workspace.root, path) || '.';
  }
}

/** Suffix of a label: the target of the link. */
const BEHIND_LINK = ' (link target)';
const isWindows = process.platform === 'win32';

/** A label below another one. */
export function labelBelow(label: string, name: string): string {
  return label === '.' ? name : `${label}/${name}`;
}

/** Builds cannot see whether a recipe.yaml is executable; most folders contain only that file. */
function permissionsOf(path: string, { mode }: Stats): string[] {
  const bits = mode & 0o111;
  return bits === 0 || isWindows || path.endsWith('/recipe.yaml') ? [] : [`executable ${bits.toString(8)}`];
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** Undefined if it is unreadable, as links of other users' processes, or gone. */
function textOfLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** A path with its folder resolved: a link stands for itself, not its target. */
export function realFolder(path: string): string | undefined {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return undefined;
  }
}

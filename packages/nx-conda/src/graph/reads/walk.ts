import { type Dirent, lstatSync, readdirSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import type { ReadArea } from './plan';
import { isInside } from '../../machine/paths';

/** What the walk needs to know of the workspace. */
export interface WalkedWorkspace {
  /** Absolute, without symbolic links. */
  root: string;
  /** Whether Nx lists a file, by path relative to the root: then Nx hashes its content. */
  isListed(path: string): boolean;
  /** Whether Nx lists any file below a folder. */
  hasListed(folder: string): boolean;
  /** A hash of the content of any file, by absolute path; undefined where it cannot be read. */
  hashContent(path: string): string | undefined;
  /** Absolute folders that are never part of a source: what Nx and builds write. */
  isExcluded(path: string): boolean;
}

/** A file or folder that is read. */
export interface WalkedPlace {
  label: string;
  /** Absolute. */
  path: string;
  /** How what is below it is read. */
  takes: ReadArea['takes'];
}

/**
 * Looks at what is on disk in some places, and keeps what Nx's own hash does not cover. A label is a path relative to
 * the workspace root, or absolute for what is named so; below a symbolic link it leads through the link.
 */
export class Walk {
  /** By label: permissions, the text of a link, the content of what Nx does not list. */
  readonly unseen = new Map<string, string>();
  /** Files that Nx lists, relative to the workspace root. */
  readonly listed = new Set<string>();
  /** Every file and link that counts, absolute. */
  readonly paths = new Set<string>();
  /** Where links lead within the workspace, relative to its root. */
  readonly linkTargets = new Set<string>();
  /** Folders of sources with a repository of their own. */
  readonly repositories: WalkedPlace[] = [];
  /** Of these only git can say what counts. */
  doubtful: WalkedPlace[] = [];
  /** Folders behind links: a link may lead to a folder above itself. */
  private readonly followed = new Set<string>();

  /** Where only what matches a pattern counts: whether a label does. */
  private matches: ((label: string) => boolean) | undefined;

  constructor(private readonly workspace: WalkedWorkspace) {}

  area({ path, takes, pattern }: ReadArea): void {
    this.matches = pattern === undefined ? undefined : picomatch(pattern, { dot: true });
    this.counted({ label: path, path: resolve(this.workspace.root, path), takes });
    this.matches = undefined;
  }

  /**
   * Follows the links of which only git can say whether they count: to know where they may lead costs less than to ask.
   */
  followLinks(): void {
    for (let open = this.doubtful; open.length > 0;) {
      this.doubtful = [];
      open.filter(({ path }) => statOf(path)?.isSymbolicLink()).forEach((place) => this.counted(place));
      open = this.doubtful;
    }
  }

  /** Something that counts, whatever git says of it. */
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
    for (const entry of entriesOf(path)) {
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
      // Python writes it where it imports from, in the middle of a build.
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
    // Nx does not look behind links to folders, and keeps the hash of a link when the file behind it changes. Its daemon
    // lists files that a .gitignore above the workspace names, and does not watch them.
    const isSeen = isListed && inside === label && takes !== 'all';
    const facts = [
      ...permissionsOf(path, stat),
      ...(isSeen ? [] : [this.workspace.hashContent(path) ?? 'unreadable']),
    ];
    if (facts.length > 0) this.unseen.set(label, facts.join(', '));
  }

  /** What is behind a link counts with the link. */
  private isLeftOut(label: string): boolean {
    return this.matches !== undefined && !this.matches(label) && !label.includes(BEHIND_LINK);
  }

  private link({ label, path, takes }: WalkedPlace): void {
    if (this.isLeftOut(label)) return;
    this.paths.add(path);
    const inside = this.pathInWorkspace(path);
    if (inside !== undefined && this.workspace.isListed(inside)) this.listed.add(inside);
    const text = readlinkSync(path);
    this.unseen.set(label, `link to ${text}`);
    // One step at a time: it may lead to another link.
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

  /** Undefined for a path out of the workspace. */
  private pathInWorkspace(path: string): string | undefined {
    if (!isInside(this.workspace.root, path)) return undefined;
    return relative(this.workspace.root, path).replaceAll(sep, '/') || '.';
  }
}

/** At the end of a label: what the link leads to. */
const BEHIND_LINK = ' →';
const isWindows = process.platform === 'win32';

/** A label below another one. */
export function labelBelow(label: string, name: string): string {
  return label === '.' ? name : `${label}/${name}`;
}

/** No build can see whether a recipe.yaml is executable; most folders hold nothing else. */
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

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A path in the folder where it really is: a link counts as itself, wherever it leads. */
export function realFolder(path: string): string | undefined {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return undefined;
  }
}

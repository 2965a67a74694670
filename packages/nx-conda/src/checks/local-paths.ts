import { existsSync, lstatSync, readlinkSync, statSync } from 'node:fs';
import { isAbsolute, join, posix, resolve } from 'node:path';
import type { Node } from 'yaml';
import { namesIn } from '../machine/folder-entries';
import { isInside } from '../machine/paths';
import { branches, child, textOf } from '../recipe/yaml/nodes';
import { isTemplate } from '../recipe/template/template';
import { SourceFolder } from '../source/source-folder';
import { matchesGlob } from './license-glob';
import type { LocalPath, Subject } from './subject';

/** The folder of the recipe, and the workspace. Absolute paths. */
export interface Folders {
  recipeFolder: string;
  workspaceRoot: string;
}

/** What a recipe names on this machine that is absent, or is a link: sources, patches, scripts, license files. */
export function localPaths(subject: Subject, folders: Folders): LocalPath[] {
  return [
    ...sourcePaths(subject, folders),
    ...patchPaths(subject, folders),
    ...scriptPaths(subject, folders),
    ...licensePaths(subject, folders),
  ];
}

/** Folders outside the workspace are not inputs of the check. */
function isAbsent({ recipeFolder, workspaceRoot }: Folders, path: string): boolean {
  const full = resolve(recipeFolder, path);
  return !isTemplate(path) && path !== '' && isInside(workspaceRoot, full) && !existsSync(full);
}

function absent(kind: LocalPath['kind'], node: Node, { recipeFolder }: Folders): LocalPath {
  const path = textOf(node) ?? '';
  const siblings = namesIn(join(recipeFolder, posix.dirname(path)));
  return { kind, node, path, state: 'absent', siblings };
}

function sourcePaths({ sources }: Subject, folders: Folders): LocalPath[] {
  return sources
    .filter(({ kind }) => kind === 'path')
    .flatMap(({ location }) => [...branches(location)])
    .filter((node) => isAbsent(folders, textOf(node) ?? ''))
    .map((node) => absent('source', node, folders));
}

function patchPaths({ sources }: Subject, folders: Folders): LocalPath[] {
  return sources
    .flatMap(({ node }) => [...branches(child(node, 'patches'))])
    .filter((node) => isAbsent(folders, textOf(node) ?? ''))
    .map((node) => absent('patch', node, folders));
}

/** `file: build` means build.sh, build.bat, or the extension of the interpreter. */
function scriptPaths({ levels }: Subject, folders: Folders): LocalPath[] {
  return levels.flatMap(({ node }) => {
    const file = child(node, 'build', 'script', 'file') ?? bareScript(child(node, 'build', 'script'));
    const path = textOf(file) ?? '';
    if (!file || !isAbsent(folders, path)) return [];
    const name = posix.basename(path);
    const siblings = namesIn(join(folders.recipeFolder, posix.dirname(path)));
    return siblings.some((other) => other.startsWith(`${name}.`)) ? [] : [absent('script', file, folders)];
  });
}

/** `script: build-lib.sh`: without such a file, rattler-build runs the text as a command (0.74). */
function bareScript(script: Node | undefined): Node | undefined {
  return /^[\w.-]+\.(sh|bat)$/.test(textOf(script) ?? '') ? script : undefined;
}

/** rattler-build looks in the source and beside the recipe; each entry of the list must be there (0.74). */
function licensePaths(subject: Subject, { recipeFolder, workspaceRoot }: Folders): LocalPath[] {
  const nodes = subject.levels.flatMap(({ node }) => [...branches(child(node, 'about', 'license_file'))]);
  const sources = wholeSources(subject, { recipeFolder, workspaceRoot });
  if (nodes.length === 0 || !sources) return [];
  const places = [
    ...sources.map(({ folder, below }) => new LicensePlace(folder, below)),
    new LicensePlace(recipeFolder, ''),
  ];
  return nodes.flatMap((node): LocalPath[] => {
    const path = textOf(node) ?? '';
    if (path === '' || isTemplate(path) || isAbsolute(path) || isMade(subject, path)) return [];
    const found = places.map((place) => place.find(path));
    if (found.includes('file') || found.includes('unknown')) return [];
    const siblings = places.flatMap((place) => place.top);
    const link = found.find((one) => typeof one === 'object');
    if (!link) return [{ kind: 'license', node, path, state: 'absent', siblings }];
    return [{ kind: 'license', node, path, state: 'link', target: link.target, siblings }];
  });
}

/** A source that is a folder of the workspace. */
export interface PlacedSource {
  /** Absolute path. */
  folder: string;
  /** Its place in the work folder: `target_directory`. */
  below: string;
}

/** Undefined if a source is not a whole folder of the workspace. */
export function wholeSources(
  { sources, recipe }: Subject,
  { recipeFolder, workspaceRoot }: Folders,
): PlacedSource[] | undefined {
  // Older rattler-build had a source in `cache:`; an output without a source may inherit one.
  if (sources.length === 0 && (recipe.root.has('cache') || recipe.root.has('outputs'))) return undefined;
  const folders = sources.map(({ kind, text, node }) => {
    const folder = resolve(recipeFolder, text);
    const isWhole =
      kind === 'path' && !isTemplate(text) && isInside(workspaceRoot, folder) && !child(node, 'filter');
    if (!isWhole || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
    return { folder, below: textOf(child(node, 'target_directory')) ?? '' };
  });
  return folders.includes(undefined) ? undefined : folders.filter((one) => one !== undefined);
}

/** A script or a patch may make the file. */
function isMade({ scripts, besides, platform }: Subject, path: string): boolean {
  const name = posix.basename(path).replace(/[*?[\]{}]/g, '');
  const makes = /git clone|\bcurl\b|\bwget\b|\btar\b|unzip|licen[sc]e|third.?party/i;
  const texts = [
    ...scripts.map(({ commands }) => commands),
    ...[...besides]
      .filter(([file]) => /\.(patch|diff|sh|bat|cmd|py)$/.test(file) && !isForOther(file, platform))
      .map(([, { text }]) => text),
  ];
  return texts.some((text) => makes.test(text) || (name !== '' && text.includes(name)));
}

/** A script for another platform does not run. */
function isForOther(file: string, platform: string): boolean {
  return (platform.startsWith('win') ? /\.sh$/ : /\.(bat|cmd)$/).test(file);
}

type Found = 'file' | 'absent' | 'unknown' | { target: string };

class LicensePlace {
  private source: SourceFolder | undefined;

  constructor(
    private readonly folder: string,
    private readonly below: string,
  ) {}

  get top(): string[] {
    return namesIn(this.folder);
  }

  find(path: string): Found {
    const inside = this.below === '' ? path : posix.relative(this.below, path);
    if (inside.startsWith('..')) return 'absent';
    if (/[*?[\]{}]/.test(path)) return this.findGlob(path);
    const status = lstatSync(join(this.folder, inside), { throwIfNoEntry: false });
    if (!status) return 'absent';
    return status.isSymbolicLink() ? { target: readlinkSync(join(this.folder, inside)) } : 'file';
  }

  private findGlob(pattern: string): Found {
    this.source ??= new SourceFolder(this.folder);
    const { files, isComplete, top } = this.source;
    const names = [...files, ...top].map((name) => posix.join(this.below, name));
    if (names.some((name) => matchesGlob(name, pattern))) return 'file';
    return isComplete ? 'absent' : 'unknown';
  }
}

import { dirname } from 'node:path';
import { isInside } from '../../machine/paths';

/** The folders around a build. Absolute paths without symbolic links. */
export interface BuildSurroundings {
  workspaceRoot: string;
  /** The folders that contain `.git`, from the workspace root up. */
  repositories: string[];
  /** The system's folders for temporary files. */
  temporary: string[];
  home: string;
}

/** The folders with hidden content. */
export interface HiddenPlaces {
  /** They contain only the shown files. */
  empty: string[];
  /** Replaced by new writable ones. */
  temporary: string[];
}

/** No program runs without these, even if a recipe reads files in them. */
const MACHINE = [
  '/usr',
  '/etc',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/dev',
  '/proc',
  '/sys',
  '/run',
];
/** These contain the folders of many users. */
const SHARED = ['/', '/home', '/root', '/opt', '/var', '/mnt', '/media', '/srv'];

/**
 * The folders hidden from an isolated build: the workspace, the repository around it, temporary files, and the folders
 * of hashed files outside of these.
 * The home folder itself is never hidden: it contains caches, tools and settings.
 * @param files absolute paths of all hashed files.
 */
export function hiddenPlaces(around: BuildSurroundings, files: string[]): HiddenPlaces {
  const { workspaceRoot, repositories, home } = around;
  const canBeHidden = (folder: string) => folder !== home && !isPartOfMachine(folder);
  const temporary = [...new Set(around.temporary)].filter(canBeHidden);
  const near = [workspaceRoot, ...repositories.filter(canBeHidden)];
  const outside = files
    .map((file) => dirname(file))
    .filter((folder) => canBeHidden(folder) && !isInside(folder, home))
    .filter((folder) => !near.some((place) => isInside(place, folder)) && !temporary.includes(folder));
  return { empty: [...new Set([...near, ...outside])], temporary };
}

function isPartOfMachine(folder: string): boolean {
  return SHARED.includes(folder) || MACHINE.some((place) => isInside(place, folder));
}

import { dirname } from 'node:path';
import { isInside } from '../../machine/paths';

/** Where a build runs. Absolute paths without symbolic links. */
export interface BuildSurroundings {
  workspaceRoot: string;
  /** The folders that hold `.git`, from the workspace root up. */
  repositories: string[];
  /** The system's folders for temporary files. */
  temporary: string[];
  home: string;
}

/** The folders whose content is hidden. */
export interface HiddenPlaces {
  /** Nothing is there but what is shown. */
  empty: string[];
  /** Fresh ones to write to are there. */
  temporary: string[];
}

/** Without these no program runs, whatever a recipe reads in them. */
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
/** These hold the folders of many. */
const SHARED = ['/', '/home', '/root', '/opt', '/var', '/mnt', '/media', '/srv'];

/**
 * What an isolated build does not see: the workspace, the repository around it, temporary files, and the folders of
 * what is read outside of all these.
 * The home folder itself is never hidden: caches, tools and settings are there.
 * @param files absolute paths of all that is hashed.
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

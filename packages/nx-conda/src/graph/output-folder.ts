import { posix } from 'node:path';
import { hashArray } from '../nx';

/** Longer names are cut: file systems allow 255 bytes, and a temporary folder beside it has a longer name. */
const LONGEST = 120;

/**
 * The folder of a project's packages, relative to the workspace root. Flat, and without pattern characters of Nx:
 * `ros/core` must not lie inside the folder of `ros`.
 */
export function outputFolder(outputRoot: string, project: string): string {
  return posix.normalize(`${outputRoot}/${folderName(project)}`);
}

/**
 * The log of a project's tests, relative to the workspace root. Beside the folder of the packages: a file in that folder
 * would make Nx restore the packages again.
 */
export function testLog(outputRoot: string, project: string): string {
  return `${outputFolder(outputRoot, project)}.test.log`;
}

function folderName(project: string): string {
  const safe = project.replace(/[^A-Za-z0-9._+-]/g, '_').replace(/^\./, '_');
  if (safe === project && safe.length <= LONGEST) return project;
  return `${safe.slice(0, LONGEST)}-${hashArray([project]).slice(0, 10)}`;
}

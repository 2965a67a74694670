import { posix } from 'node:path';
import type { BuildReport } from './build-report';
import { hasRightChecksum } from './checksum';

/** What a build.json says of its folder. */
export interface CompleteBuild {
  report: BuildReport;
  /** sha256 of every file that must be there, by path relative to the folder; all but build.json itself. */
  files: Map<string, string>;
}

/** Whose build it must be; undefined: anybody's. */
export interface Owner {
  project?: string;
  /** Nx's hash of the task. */
  hash?: string;
}

/**
 * Reads the text of a build.json that came from a cache.
 * @throws Error that says why the build must not be used: the text is damaged, or belongs to another task.
 */
export function readCompleteBuild(text: string, owner: Owner = {}): CompleteBuild {
  const report = JSON.parse(text) as Partial<BuildReport> | null;
  if (!Array.isArray(report?.packages) || typeof report.files !== 'object') {
    throw new Error('build.json is no report of a build');
  }
  if (!hasRightChecksum(report as Record<string, unknown>)) throw new Error('build.json is damaged');
  const complete = report as BuildReport;
  const { project = complete.project, hash = complete.hash } = owner;
  if (hash !== complete.hash || project !== complete.project) {
    throw new Error(`it belongs to another task: to a build of ${complete.project}, hash ${complete.hash}`);
  }
  return { report: complete, files: filesOf(complete) };
}

/** @throws Error for the first file that is missing, changed or too many. @param found sha256 by path. */
export function compareFiles(expected: Map<string, string>, found: Map<string, string>): void {
  for (const [path, sha256] of expected) {
    if (!found.has(path)) throw new Error(`${path} is missing`);
    if (found.get(path) !== sha256) throw new Error(`${path} is not what its build.json says`);
  }
  for (const path of found.keys()) {
    if (!expected.has(path)) throw new Error(`${path} is not in its build.json`);
  }
}

function filesOf({ packages, files }: BuildReport): Map<string, string> {
  const all = [...packages.map(({ file, sha256 }) => [file, sha256] as const), ...Object.entries(files)];
  return new Map(all.map(([path, sha256]) => [posix.normalize(path), sha256]));
}

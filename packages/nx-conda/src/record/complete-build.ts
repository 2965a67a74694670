import { posix } from 'node:path';
import type { BuildReport } from './build-report';
import { BUILD_LOG } from './build-log';
import { hasRightChecksum } from './checksum';

/** The content of a folder according to its build.json. */
export interface CompleteBuild {
  report: BuildReport;
  /** sha256 of every file that must exist except build.json itself, by path relative to the folder. */
  files: Map<string, string>;
}

/** The task that must have made the build; undefined: any. */
export interface Owner {
  project?: string;
  /** Nx's hash of the task. */
  hash?: string;
}

/**
 * Reads the text of a build.json that came from a cache.
 * @throws Error that says why the build cannot be used: the text is damaged or belongs to another task.
 */
export function readCompleteBuild(text: string, owner: Owner = {}): CompleteBuild {
  const report = JSON.parse(text) as Partial<BuildReport> | null;
  if (!Array.isArray(report?.packages) || typeof report.files !== 'object') {
    throw new Error('build.json is not a build report');
  }
  if (!hasRightChecksum(report as Record<string, unknown>)) throw new Error('build.json is damaged');
  const complete = report as BuildReport;
  const { project = complete.project, hash = complete.hash } = owner;
  if (hash !== complete.hash || project !== complete.project) {
    throw new Error(`the build belongs to another task (project ${complete.project}, hash ${complete.hash})`);
  }
  return { report: complete, files: filesOf(complete) };
}

/**
 * The log of a build may be that of a later, failed build.
 * @param found sha256 by path.
 * @throws Error for the first missing, changed or extra file.
 */
export function compareFiles(expected: Map<string, string>, found: Map<string, string>): void {
  for (const [path, sha256] of expected) {
    if (!found.has(path)) throw new Error(`${path} is missing`);
    if (found.get(path) !== sha256) throw new Error(`${path} does not match build.json`);
  }
  for (const path of found.keys()) {
    if (!expected.has(path) && path !== BUILD_LOG) throw new Error(`${path} is not listed in build.json`);
  }
}

function filesOf({ packages, files }: BuildReport): Map<string, string> {
  const all = [...packages.map(({ file, sha256 }) => [file, sha256] as const), ...Object.entries(files)];
  return new Map(all.map(([path, sha256]) => [posix.normalize(path), sha256]));
}

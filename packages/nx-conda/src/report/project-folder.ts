import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder, testLog } from '../graph/output-folder';
import { BUILD_LOG } from '../record/build-log';
import { type BuildReport, readBuildReport, readDigests } from '../record/build-report';
import { readFileLists } from '../record/file-lists';
import type { Digests } from '../record/recorded-inputs';
import type { PackageTask } from './conda-tasks';

/** The files beside the packages of a project. */
export interface BuildOnDisk {
  report: BuildReport;
  digests: Digests;
  /** Installed files by package. */
  files: Record<string, string[]>;
}

/** What a report needs to know about the folder of a project. */
export interface ProjectFolder {
  /** Relative to the workspace root. */
  folder: string;
  /** Undefined if the build failed, did not run, or is not here. */
  build?: BuildOnDisk;
  /** Path of the log relative to the workspace root; undefined if there is none. */
  log?: string;
}

/** Reads the folder of the project of a task. Never throws: a report without some packages is better than none. */
export function readProjectFolder(
  { kind, project, result }: PackageTask,
  { workspaceRoot, outputRoot }: { workspaceRoot: string; outputRoot: string },
): ProjectFolder {
  const folder = outputFolder(outputRoot, project);
  const absolute = join(workspaceRoot, folder);
  const build = kind === 'build' && result.code === 0 ? readBuild(absolute, result.task.hash) : undefined;
  const log = kind === 'build' ? `${folder}/${BUILD_LOG}` : testLog(outputRoot, project);
  const hasLog = existsSync(join(workspaceRoot, log));
  return { folder, ...(build && { build }), ...(hasLog && { log }) };
}

/** @param hash of the task: another task may have replaced the packages since. */
function readBuild(folder: string, hash: string | undefined): BuildOnDisk | undefined {
  try {
    const report = readBuildReport(folder);
    if (hash !== undefined && report.hash !== hash) return undefined;
    return { report, digests: readDigests(folder), files: readFileLists(folder) };
  } catch {
    return undefined;
  }
}

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../explained-error';
import { folderEntries } from '../machine/folder-entries';
import { readText } from '../machine/read-text';
import type { RunReport } from '../report/run-report';

export interface FoundReports {
  reports: RunReport[];
  /** Why files were not used, one line each. */
  problems: string[];
}

const NAME = 'report.json';
/** Below the given folders: a folder for each run, and a few more. */
const MOST_LEVELS = 6;

/** Reads reports of earlier runs. A missing or broken report is no failure: it only says how long tasks take. */
export function readReports(paths: readonly string[]): FoundReports {
  const found: FoundReports = { reports: [], problems: [] };
  for (const path of paths) {
    const files = reportsIn(path);
    if (files.length === 0) found.problems.push(`There is no ${NAME} at ${path}.`);
    for (const file of files) {
      try {
        found.reports.push(parseReport(readText(file) ?? ''));
      } catch (error) {
        found.problems.push(`${file} is not used: ${messageOf(error)}`);
      }
    }
  }
  return found;
}

function reportsIn(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return [path];
  return below(path, MOST_LEVELS);
}

function below(folder: string, levels: number): string[] {
  return (folderEntries(folder) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isFile()) return entry.name === NAME ? [join(folder, NAME)] : [];
      return entry.isDirectory() && levels > 0 ? below(join(folder, entry.name), levels - 1) : [];
    });
}

function parseReport(text: string): RunReport {
  const report = JSON.parse(text) as Partial<RunReport> | null;
  if (report?.version !== 1 || !Array.isArray(report.tasks))
    throw new Error('it is not a report of nx-conda.');
  return report as RunReport;
}

import { join } from 'node:path';
import { readBuildReport } from '../packages/nx-conda/src/record/build-report';
import { packageTable } from '../packages/nx-conda/src/record/package-table';
import type { LastRun, Workspace } from './workspace';

/** All packages of the workspace, with their result in the last run. */
export function packagesAsText(workspace: Workspace, projects: string[], last: LastRun): string {
  const rows = projects.flatMap((project) => {
    const { packages, seconds } = readBuildReport(join(workspace.root, 'dist/conda', project));
    const state = last.ran.includes(`${project}:conda-build`) ? ('built' as const) : ('reused' as const);
    return packages.map((built) => ({ ...built, seconds, state }));
  });
  return packageTable(rows);
}

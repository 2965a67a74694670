import type { TaskResult } from '@nx/devkit';
import type { CondaMetadata } from '../graph/conda-metadata';
import type { BuildReport, PackageReport } from '../record/build-report';
import type { PackageTask } from './conda-tasks';
import { makeReport } from './make-report';
import type { ProjectFolder } from './project-folder';
import type { RunReport } from './run-report';

/** A task of a run for tests; times are seconds since the start of the run. */
export interface FakeTask {
  project: string;
  kind?: 'build' | 'test';
  /** As Nx reports it. */
  status?: string;
  from?: number;
  to?: number;
  /** Names of projects that are built before. */
  after?: string[];
  packages?: Partial<PackageReport>[];
  /** Paths in each package. */
  files?: string[];
  /** Duration of the original build. */
  buildSeconds?: number;
  changes?: string[];
  output?: string;
  log?: string;
}

const START = 1_700_000_000_000;

export function condaTask({ project, kind = 'build', ...task }: FakeTask): PackageTask {
  const { status = 'success', from = 0, to = from + 1, after = [], output = '' } = task;
  const target = `conda-${kind}`;
  const times = { startTime: START + from * 1000, endTime: START + to * 1000 };
  const result = {
    task: { id: `${project}:${target}`, target: { project, target }, ...times },
    ...{ status, code: status === 'failure' ? 1 : 0, terminalOutput: output },
  };
  return {
    ...{ kind, project, dependsOn: after.map((name) => `${name}:conda-build`) },
    conda: { recipe: `recipes/${project}/recipe.yaml` } as CondaMetadata,
    result: result as TaskResult,
  };
}

/** The folder of a project after its build. */
export function projectFolder({ project, packages = [], ...task }: FakeTask): ProjectFolder {
  const { buildSeconds: seconds = 1, changes, log, files: paths = ['share/a'] } = task;
  const built = packages.map((one) => packageReport(project, one));
  const report = { seconds, packages: built, ...(changes && { changes }) } as BuildReport;
  const digests = Object.fromEntries(built.map(({ file }) => [file, 'd1']));
  const files = Object.fromEntries(built.map(({ file }) => [file, paths]));
  const folder = `dist/conda/${project}`;
  return {
    folder,
    ...(packages.length > 0 && { build: { report, digests, files } }),
    ...(log !== undefined && { log }),
  };
}

function packageReport(project: string, more: Partial<PackageReport>): PackageReport {
  const about = { name: project, version: '1.0', buildString: 'h_0', subdir: 'noarch', ...more };
  return {
    ...{ buildNumber: 0, size: 1024, sha256: 'ab'.repeat(32), variant: {} },
    ...{ depends: [], runExports: {}, fileCount: 1, resolved: { build: [], host: [] } },
    file: `noarch/${about.name}-${about.version}-${about.buildString}.conda`,
    ...about,
  };
}

/** The report of a run of these tasks. @param seconds duration of the run */
export function reportOf(tasks: FakeTask[], seconds = 10): RunReport {
  const folders = tasks.map((task) => [condaTask(task).result.task.id, projectFolder(task)] as const);
  const run = { workspaceRoot: '/home/me/forge', outputRoot: 'dist/conda' };
  const times = { start: START, end: START + seconds * 1000 };
  return makeReport(tasks.map(condaTask), new Map(folders), { ...run, ...times });
}

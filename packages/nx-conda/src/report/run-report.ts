/**
 * The report of a run, as in `report.json`. Paths are relative to the workspace root, with slashes. Times are
 * milliseconds since 1970, as Nx measures them. This file imports nothing: the page in the browser uses it too.
 */
export interface RunReport {
  /** Increases if a key changes its meaning or disappears. */
  version: 1;
  /** Name of the workspace's folder. */
  workspace: string;
  /** The folder that contains a folder of packages for each project. */
  outputRoot: string;
  start: number;
  end: number;
  totals: Totals;
  criticalPath: CriticalPath;
  /** In the order in which they started; tasks that did not start are last. */
  tasks: TaskReport[];
}

/**
 * `built` and `tested`: ran here, successfully; `reused`: from the cache on this machine; `remote`: from a remote
 * cache; `skipped`: not run because another task failed, or because the run was stopped.
 */
export type TaskStatus = 'built' | 'tested' | 'reused' | 'remote' | 'failed' | 'skipped';

export interface Totals {
  /** Numbers of tasks. */
  builds: Record<Exclude<TaskStatus, 'tested'>, number>;
  tests: Record<Exclude<TaskStatus, 'built'>, number>;
  packages: number;
  /** Of all packages. */
  bytes: number;
  /** Duration of the run. */
  seconds: number;
  /** The sum of the durations of the builds that made the reused packages. */
  savedSeconds: number;
  /** The largest number of tasks that ran at the same time. */
  workers: number;
}

/** The chain of tasks, each waiting for the one before, that took longest. */
export interface CriticalPath {
  /** Ids of tasks. */
  tasks: string[];
  seconds: number;
}

export interface TaskReport {
  /** `<project>:<target>` */
  id: string;
  kind: 'build' | 'test';
  project: string;
  target: string;
  /** Path of recipe.yaml. */
  recipe: string;
  status: TaskStatus;
  /** Variant keys and values that all packages of the task share. */
  variant: Record<string, string>;
  /** Ids of the tasks of this run that had to end before. */
  dependsOn: string[];
  /** Absent if the task did not start. */
  time?: TaskTime;
  /** Packages of a build that succeeded, now or earlier. */
  packages: ReportedPackage[];
  /** Duration of the build that made the packages; equals the task's own duration approximately if it ran now. */
  buildSeconds?: number;
  /** Inputs that differ from the previous build in the folder, one line each; only if built now. */
  changes?: string[];
  /** Path of the log. */
  log?: string;
  failure?: Failure;
}

export interface TaskTime {
  start: number;
  end: number;
  seconds: number;
  /** Number of the row in the timeline, from 0. */
  worker: number;
}

export interface ReportedPackage {
  name: string;
  version: string;
  buildString: string;
  subdir: string;
  path: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  /** Digest of the content: dependents are rebuilt only if it changes. */
  digest?: string;
  variant: Record<string, string>;
  /** The variant keys, with values, in which packages of this name differ in this run; empty if there is one package. */
  label: string;
  /** Match specs. */
  depends: string[];
  /** Match specs by kind: `weak`, `strong`, ... */
  runExports: Record<string, string[]>;
  /** The packages that it was built with, as `name version build`. */
  resolved: { build: string[]; host: string[] };
  fileCount: number;
  /** Paths in the package; shorter than `fileCount` if there are very many. */
  files: string[];
}

export interface Failure {
  /** The error without its next steps; may have several lines. */
  cause: string;
  steps: string[];
  /** The last lines of the log before the error. */
  log: string[];
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { isCI } from '../../nx';
import { PROGRESS_FOLDER, progressOf, type RunningTask, runningTasks } from './running-tasks';

const EVERY_MS = 30_000;
const MOST_TASKS = 4;

/** The printer of each running command. */
const printers = new Map<string, ProgressPrinter>();

/**
 * In CI and in a pipe, Nx prints the output of a task only after the task: meanwhile, this process prints the progress
 * of all. In Nx's terminal UI, each task prints its own.
 */
export const preTasksExecution: PreTasksExecution = (_options, { id }) => {
  Reflect.deleteProperty(process.env, PROGRESS_FOLDER);
  if (!isSeen(process.env)) return;
  const printer = new ProgressPrinter((line) => console.warn(line));
  printers.set(id, printer);
  process.env[PROGRESS_FOLDER] = printer.folder;
};

export const postTasksExecution: PostTasksExecution = (_options, { id }) => {
  printers.get(id)?.close();
  printers.delete(id);
};

/** Whether the output of this process reaches the user: not from the Nx daemon, and not below Nx's terminal UI. */
export function isSeen(env: Record<string, string | undefined>, inCI = Boolean(isCI())): boolean {
  const { NX_DAEMON: daemon, NX_TUI: terminalUi } = env;
  return terminalUi === 'false' && (daemon === 'false' || (inCI && daemon !== 'true'));
}

/** Prints the progress of all tasks of a command, at most one line in 30 s. */
export class ProgressPrinter {
  readonly folder = mkdtempSync(join(tmpdir(), 'nx-conda-progress-'));
  private readonly timer: NodeJS.Timeout;

  constructor(print: (line: string) => void, every = EVERY_MS) {
    const beat = () => {
      const line = progressLine(runningTasks(this.folder), Date.now(), every);
      if (line !== undefined) print(line);
    };
    this.timer = setInterval(beat, every).unref();
  }

  close(): void {
    clearInterval(this.timer);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @param least milliseconds: shorter tasks need no progress. @returns undefined if no task runs that long. */
export function progressLine(tasks: RunningTask[], now: number, least: number): string | undefined {
  const long = tasks.filter(({ started }) => now - started >= least);
  if (long.length === 0) return undefined;
  const more = long.length > MOST_TASKS ? [`${long.length - MOST_TASKS} more`] : [];
  const shown = long.slice(0, MOST_TASKS).map((task) => progressOf(task, now));
  return `nx-conda: ${[...shown, ...more].join('; ')}`;
}

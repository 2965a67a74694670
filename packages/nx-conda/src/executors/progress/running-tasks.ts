import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describePhase, type Phase } from '../../engine/log/phase';
import { formatSeconds } from '../../record/units';
import { namesIn } from '../../machine/folder-entries';

/** Environment variable with the folder where tasks note their progress; not set: each task prints its own. */
export const PROGRESS_FOLDER = 'NX_CONDA_PROGRESS_FOLDER';

/** What a task is doing. */
export interface RunningTask {
  project: string;
  phase: Phase;
  /** Milliseconds since 1970. */
  started: number;
}

/** The progress of one task, for the process that prints the progress of all. */
export class ProgressNote {
  private readonly file: string;

  /** @param folder exists. */
  constructor(folder: string) {
    this.file = join(folder, `${randomUUID()}.json`);
  }

  write(task: RunningTask): void {
    try {
      writeFileSync(this.file, JSON.stringify(task));
    } catch {
      // The run goes on without progress.
    }
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}

/** The tasks that run now, the longest first. */
export function runningTasks(folder: string): RunningTask[] {
  return namesIn(folder)
    .flatMap((name) => noteIn(join(folder, name)))
    .sort((a, b) => a.started - b.started);
}

/** `spconv: compiling 123/412, 14 min 02 s` */
export function progressOf({ project, phase, started }: RunningTask, now: number): string {
  return `${project}: ${describePhase(phase)}, ${formatSeconds(Math.round((now - started) / 1000))}`;
}

/** A note may be half written, or removed meanwhile. */
function noteIn(file: string): RunningTask[] {
  try {
    return [JSON.parse(readFileSync(file, 'utf8')) as RunningTask];
  } catch {
    return [];
  }
}

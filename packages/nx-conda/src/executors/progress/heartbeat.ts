import type { Phase } from '../../engine/log/phase';
import { ProgressNote, progressOf, PROGRESS_FOLDER } from './running-tasks';

/** The progress of a run is printed at most once in this time, and only if nothing else was printed meanwhile. */
const SILENCE_MS = 30_000;
const NOTE_MS = 5_000;

/** A run whose progress is shown. */
export interface ShownRun {
  project: string;
  phase: () => Phase;
  /** Not for the log of the task: the line says nothing about its result. */
  print: (line: string) => void;
}

/** Shows that a silent run goes on; or, if another process prints the progress of all tasks, notes it for that process. */
export class Heartbeat {
  private readonly started = Date.now();
  private readonly timer: NodeJS.Timeout;
  private readonly note?: ProgressNote;

  constructor({ project, phase, print }: ShownRun, silence = SILENCE_MS, every = NOTE_MS) {
    const now = () => ({ project, phase: phase(), started: this.started });
    const folder = process.env[PROGRESS_FOLDER];
    if (folder) {
      const note = new ProgressNote(folder);
      this.note = note;
      this.timer = setInterval(() => note.write(now()), every);
    } else {
      this.timer = setInterval(() => print(progressOf(now(), Date.now())), silence);
    }
    this.timer.unref();
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (Date.now() - this.started) / 1000;
  }

  /** A line was printed. */
  postpone(): void {
    if (!this.note) this.timer.refresh();
  }

  stop(): void {
    clearInterval(this.timer);
    this.note?.remove();
  }
}

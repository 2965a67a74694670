import { stripVTControlCharacters } from 'node:util';
import { PhaseReader } from '../engine/log/phase';
import { type PassingFolders, shownLine } from '../engine/log/shown-line';
import type { TaskLog } from './task-log';

/** rattler-build's own error, at the end of its log. Its lines are broken, also within secrets. */
const ERROR = /^Error: {3}[×x]/;

/** The output of one run of rattler-build, on its way to the log of the task. */
export class EngineOutput {
  readonly phases = new PhaseReader();
  private readonly lines: string[] = [];
  /** Lines of the error: they are masked together. */
  private readonly held: string[] = [];

  constructor(
    private readonly log: TaskLog,
    private readonly folders: PassingFolders,
  ) {}

  /** All lines so far, without secrets. */
  get text(): string {
    return this.lines.join('\n');
  }

  /** The lines as shown. */
  get shownText(): string {
    return this.lines.map((line) => shownLine(line, this.folders) ?? '').join('\n');
  }

  read(line: string): void {
    const plain = stripVTControlCharacters(line);
    this.phases.read(plain);
    if (this.held.length > 0 || ERROR.test(plain)) this.held.push(line);
    else this.pass(this.log.secrets.mask(line));
  }

  end(): void {
    if (this.held.length === 0) return;
    for (const line of this.log.secrets.maskWrapped(this.held.join('\n')).split('\n')) this.pass(line);
    this.held.length = 0;
  }

  private pass(line: string): void {
    this.lines.push(line);
    const shown = shownLine(line, this.folders);
    if (shown !== undefined) this.log.print(shown);
  }
}

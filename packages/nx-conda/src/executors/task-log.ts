import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Secrets } from '../engine/log/secrets';

/** The log of a task, without secrets: printed, and written to a file line by line, so that it survives a crash. */
export class TaskLog {
  private descriptor?: number;

  /** @param file absolute; an existing one is removed. The first line creates it, and its folder. */
  constructor(
    readonly file: string,
    readonly secrets: Secrets,
  ) {
    try {
      rmSync(file, { force: true });
    } catch {
      // Then it cannot be written either.
    }
  }

  get isEmpty(): boolean {
    return this.descriptor === undefined;
  }

  /** Prints a line of which secrets are already masked. */
  print(line: string): void {
    this.write(line);
    process.stdout.write(`${line}\n`);
  }

  /** Writes a text that is printed elsewhere. */
  write(text: string): void {
    try {
      this.descriptor ??= this.open();
      writeSync(this.descriptor, `${stripVTControlCharacters(this.secrets.mask(text))}\n`);
    } catch {
      // A full disk must not end a build that still succeeds; the terminal has the line.
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }

  private open(): number {
    mkdirSync(dirname(this.file), { recursive: true });
    return openSync(this.file, 'a');
  }
}

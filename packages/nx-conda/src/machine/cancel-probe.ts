import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time for the exit event of a killed process to arrive. */
const NEWS_COMES_MS = 5;
/** Without a probe: the time that Nx takes from the last descendant to this process. */
const SIGNAL_COMES_MS = 300;

/**
 * Tells whether this process is being ended. Nx ends a task from its last descendants up, with pauses: if a build
 * script handles the end of a command, it and rattler-build may succeed long before the signal reaches this process.
 * The probe is a last descendant, so it is among the first to end.
 */
export class CancelProbe {
  private hasEnded = false;
  private isRunning = true;
  private readonly child = spawn('cat', [], { stdio: ['pipe', 'ignore', 'ignore'] });

  constructor() {
    this.child.once('error', () => (this.isRunning = false));
    this.child.once('exit', () => (this.hasEnded = true));
    this.child.stdin.on('error', () => undefined);
    // Neither keeps this process alive.
    this.child.unref();
    (this.child.stdin as Socket).unref();
  }

  /** Ends the probe. @returns true if it had already ended */
  async release(): Promise<boolean> {
    await sleep(this.isRunning ? NEWS_COMES_MS : SIGNAL_COMES_MS);
    const wasEnded = this.isRunning && this.hasEnded;
    // It reads to the end of the pipe, which also closes if this process dies.
    this.child.stdin.end();
    return wasEnded;
  }
}

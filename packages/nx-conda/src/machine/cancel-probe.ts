import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time for the exit event of a killed process to arrive. */
const NEWS_COMES_MS = 5;
/** Without a probe: how long Nx takes from the last descendant to this process. */
const SIGNAL_COMES_MS = 300;

/**
 * Tells whether this process is being ended. Nx ends a task from its last descendants up, and waits in between: a build
 * script that handles the death of a command may succeed, and rattler-build with it, long before the signal reaches this
 * process. The probe is a last descendant, and so among the first to end.
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

  /** Ends the probe. @returns true if it had ended already */
  async release(): Promise<boolean> {
    await sleep(this.isRunning ? NEWS_COMES_MS : SIGNAL_COMES_MS);
    const wasEnded = this.isRunning && this.hasEnded;
    // It reads until there is nothing more, also where this process dies.
    this.child.stdin.end();
    return wasEnded;
  }
}

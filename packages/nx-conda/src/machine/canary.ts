import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** By then news of an ended process has come; it was ended before what is waited for could end well. */
const NEWS_COMES_MS = 5;
/** Where no canary sings: how long Nx takes from the last descendant to this process. */
const SIGNAL_COMES_MS = 300;

/**
 * Tells whether somebody has begun to end this process. Nx ends a task from its last descendants up, and waits in between:
 * a build script that copes with the death of a command may finish, and rattler-build with it, long before the signal
 * reaches this process. The canary is one of the last descendants, and so among the first to go.
 */
export class Canary {
  private isGone = false;
  private isThere = true;
  private readonly child = spawn('cat', [], { stdio: ['pipe', 'ignore', 'ignore'] });

  constructor() {
    this.child.once('error', () => (this.isThere = false));
    this.child.once('exit', () => (this.isGone = true));
    this.child.stdin.on('error', () => undefined);
    // Neither keeps this process alive.
    this.child.unref();
    (this.child.stdin as Socket).unref();
  }

  /** Lets the canary go. @returns true where it is gone already. */
  async release(): Promise<boolean> {
    await sleep(this.isThere ? NEWS_COMES_MS : SIGNAL_COMES_MS);
    const wasEnded = this.isThere && this.isGone;
    // It reads until there is nothing more, also where this process dies.
    this.child.stdin.end();
    return wasEnded;
  }
}

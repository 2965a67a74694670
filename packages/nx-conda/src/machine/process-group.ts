import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time that a process may take to end by itself after SIGTERM, in milliseconds. */
export const GRACE_MS = 3000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A group that must not outlive this process. */
const guards = new Set<GroupGuard>();

/**
 * Ends all processes of a group: SIGTERM, then SIGKILL for those that still run after the grace period. Resolves when
 * all have ended, immediately if none runs.
 * @param group the process id of the group's first process.
 */
export async function endGroup(group: number): Promise<void> {
  if (!signalGroup(group, 'SIGTERM')) return;
  for (const end = Date.now() + GRACE_MS; Date.now() < end;) {
    await sleep(20);
    if (!signalGroup(group, 0)) return;
  }
  signalGroup(group, 'SIGKILL');
}

/**
 * Ends a group when this process exits, gets SIGINT, SIGTERM or SIGHUP, or loses the process that forked it. Created
 * before the group: without a listener, a signal that arrives in between would end only this process.
 */
export class GroupGuard {
  private guarded?: { group: number; end: () => Promise<void> };

  constructor() {
    if (guards.size === 0) listen();
    guards.add(this);
  }

  guard(group: number, end: () => Promise<void>): void {
    this.guarded = { group, end };
  }

  release(): void {
    guards.delete(this);
    if (guards.size === 0) stopListening();
  }

  kill(): void {
    if (this.guarded) signalGroup(this.guarded.group, 'SIGKILL');
  }

  async end(): Promise<void> {
    await this.guarded?.end();
  }
}

/** Whether the process that forked this one to get a result is gone. */
export function isAbandoned(): boolean {
  return process.connected === false;
}

/** @returns whether the group exists. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  if (process.platform === 'win32') return signalTree(group, signal);
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

/** Windows has no process groups and no way to ask a process to end. */
function signalTree(pid: number, signal: NodeJS.Signals | 0): boolean {
  if (signal !== 0) spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
  return false;
}

function listen(): void {
  process.on('exit', killAll);
  process.on('disconnect', onDisconnect);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function stopListening(): void {
  process.off('exit', killAll);
  process.off('disconnect', onDisconnect);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function onDisconnect(): void {
  void endAll();
}

function onSignal(signal: NodeJS.Signals): void {
  void endAllFor(signal);
}

function killAll(): void {
  for (const guard of guards) guard.kill();
}

/**
 * Also if the process that forked this one is gone: Nx forks every task, and if Nx is killed, its tasks would continue
 * to build uselessly. They fail instead, and clean up.
 */
async function endAll(): Promise<void> {
  await Promise.all([...guards].map((guard) => guard.end()));
}

async function endAllFor(signal: NodeJS.Signals): Promise<void> {
  // A listener keeps Node from ending the process. Without other listeners, end it as Node would.
  const othersDecide = process.listenerCount(signal) > 1;
  await endAll();
  stopListening();
  if (!othersDecide) process.kill(process.pid, signal);
}

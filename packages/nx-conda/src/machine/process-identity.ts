import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Identifies a process, even if another one gets the same number later. */
export interface ProcessIdentity {
  pid: number;
  /** Start time in the kernel's clock ticks; absent if unknown (not Linux). */
  started?: string;
  /** Where its number is valid: a host, and in it a container. */
  machine: string;
}

/** The identity of the running process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startTime(process.pid), machine: machine() };
}

/** Whether a process of this machine is still running. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = startTime(pid);
  return started === undefined || now === undefined || started === now;
}

/** Whether this process can check if that one is still running. */
export function isOnThisMachine(identity: ProcessIdentity): boolean {
  return identity.machine === machine();
}

/** Field 22 of /proc/<pid>/stat (proc(5)), counted after the name, which may contain spaces and parentheses. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function machine(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

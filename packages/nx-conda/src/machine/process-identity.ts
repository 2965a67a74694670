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
  return { pid: process.pid, started: statOf(process.pid)?.started, machine: machine() };
}

/** Whether a process of this machine is still running. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = statOf(pid);
  if (now === undefined) return true;
  return !now.isZombie && (started === undefined || started === now.started);
}

/** Whether this process can check if that one is still running. */
export function isOnThisMachine(identity: ProcessIdentity): boolean {
  return identity.machine === machine();
}

interface ProcessStat {
  started: string | undefined;
  /** It has ended, but its parent has not asked for its result; in a container without an init process for ever. */
  isZombie: boolean;
}

/** Fields 3 and 22 of /proc/<pid>/stat (proc(5)), counted after the name, which may contain spaces and parentheses. */
function statOf(pid: number): ProcessStat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { started: fields[19], isZombie: fields[0] === 'Z' };
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

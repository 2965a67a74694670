import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** One run of a command with its child processes. */
export interface Run {
  seconds: number;
  /** MB of the largest single process at its peak. */
  peakMb: number;
}

const POLL_MS = 20;

/** @throws Error with the command's output if it fails. */
export async function measure(
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
): Promise<Run> {
  const started = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (output += String(data)));
  let peakMb = 0;
  const timer = setInterval(() => (peakMb = Math.max(peakMb, largestMb(child.pid ?? 0))), POLL_MS);
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (exitCode !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${exitCode}:\n${output}`);
  return { seconds: (performance.now() - started) / 1000, peakMb };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Linux only: elsewhere 0. Nx starts plugins as separate processes, whose parent is not always Nx. */
function largestMb(root: number): number {
  const parents = new Map(processes().map((pid) => [pid, field(pid, 'PPid')]));
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return Math.max(0, ...[...parents.keys()].filter(isBelow).map((pid) => field(pid, 'VmHWM') / 1024));
}

function processes(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

function field(pid: number, name: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { GRACE_MS } from './process-group';

/**
 * Ends a process group when its stdin ends: the other end of that pipe belongs to the process that owns the group,
 * and closes even if that is killed with SIGKILL. Kept as text: it runs in its own process and must not depend on
 * how this package is compiled.
 */
const WATCHDOG = `
const [group, grace] = process.argv.slice(1).map(Number);
const signal = (name) => { try { return process.kill(-group, name); } catch { return false; } };
const end = () => {
  if (!signal('SIGTERM')) process.exit();
  setInterval(() => signal(0) || process.exit(), 50);
  setTimeout(() => { signal('SIGKILL'); process.exit(); }, grace);
};
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
process.stdin.on('end', end).on('error', end).resume();
`;

/** Starts the watchdog and ends, so that the watchdog is orphaned: Nx kills the descendants of a task. */
const LAUNCHER = `
const [code, ...args] = process.argv.slice(1);
const { spawn } = require('node:child_process');
spawn(process.execPath, ['-e', code, ...args], { detached: true, stdio: [3, 'ignore', 'ignore'] }).unref();
`;

/**
 * Makes sure that a process group ends with this process, for any cause.
 * @returns a function to call when the group has ended.
 */
export function startWatchdog(group: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const launcher = spawn(
    process.execPath,
    ['-e', LAUNCHER, WATCHDOG, String(group), String(GRACE_MS)],
    // Not its stdin: Node closes that when the launcher ends.
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      // Options like --require, or an inspector port, are for this process only.
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  // Without a watchdog, the build behaves as without nx-conda.
  launcher.on('error', () => undefined).unref();
  const lifeline = launcher.stdio[3];
  lifeline?.on('error', () => undefined);
  if (lifeline instanceof Socket) lifeline.unref();
  return () => lifeline?.destroy();
}

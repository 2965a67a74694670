import { spawn } from 'node:child_process';

/**
 * Takes a file lock that programs take with the system call `flock`. Node lacks this call, so the program `flock` makes
 * it. Does not wait if that is not installed (macOS, Windows).
 * @returns a function that releases the lock; the end of this process also releases it.
 */
export function takeFlock(file: string): Promise<() => void> {
  const holder = spawn('flock', [file, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  return new Promise((resolve) => {
    const none = () => resolve(() => undefined);
    holder.once('error', none).once('exit', none);
    holder.stdin.on('error', none);
    // `cat` echoes it as soon as it runs: then the lock is held.
    holder.stdout.once('data', () => resolve(() => holder.stdin.end()));
    holder.stdin.write('\n');
  });
}

import { spawn } from 'node:child_process';

/**
 * Waits for a lock on a file that programs take with the system call `flock`. Node does not have it; the program `flock`
 * does. Where that is not installed (macOS, Windows), nothing is waited for.
 * @returns what releases the lock; the end of this process does, too.
 */
export function takeFlock(file: string): Promise<() => void> {
  const holder = spawn('flock', [file, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  return new Promise((resolve) => {
    const none = () => resolve(() => undefined);
    holder.once('error', none).once('exit', none);
    holder.stdin.on('error', none);
    // `cat` gives it back as soon as it runs: then the lock is held.
    holder.stdout.once('data', () => resolve(() => holder.stdin.end()));
    holder.stdin.write('\n');
  });
}

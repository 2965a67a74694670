import { execFileSync } from 'node:child_process';
import { Canary } from './canary';

/** Processes that this one has started. */
function children(): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return lines
    .split('\n')
    .filter((line) => line.includes('cat'))
    .map(Number.parseFloat);
}

describe('the canary', () => {
  it('lives until it is released', async () => {
    const canary = new Canary();
    expect(children()).toHaveLength(1);
    expect(await canary.release()).toBe(false);
  });

  it('tells that somebody ends processes', async () => {
    const canary = new Canary();
    for (const pid of children()) process.kill(pid, 'SIGTERM');
    expect(await canary.release()).toBe(true);
  });
});

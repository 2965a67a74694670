import { execFileSync } from 'node:child_process';
import { CancelProbe } from './cancel-probe';

/** Processes started by this one. */
function children(): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return lines
    .split('\n')
    .filter((line) => line.includes('cat'))
    .map(Number.parseFloat);
}

describe('the cancel probe', () => {
  it('lives until it is released', async () => {
    const probe = new CancelProbe();
    expect(children()).toHaveLength(1);
    expect(await probe.release()).toBe(false);
  });

  it('reports that processes are being ended', async () => {
    const probe = new CancelProbe();
    for (const pid of children()) process.kill(pid, 'SIGTERM');
    expect(await probe.release()).toBe(true);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, isOnThisMachine, ownIdentity } from './process-identity';

describe('isAlive', () => {
  it('knows this process', () => {
    expect(isAlive(ownIdentity())).toBe(true);
    expect(isOnThisMachine(ownIdentity())).toBe(true);
  });

  it('recognizes one that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const identity = { ...ownIdentity(), pid: child.pid ?? 0, started: undefined };
    expect(isAlive(identity)).toBe(true);
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  if (process.platform !== 'linux')
    console.warn('SKIPPED: processes without a parent that waits. Linux only.');
  onLinux('recognizes one that has ended while its parent does not wait for it', async () => {
    // The shell becomes `sleep`, which knows nothing of the child.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: 'pipe' });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const identity = { ...ownIdentity(), pid: Number(line), started: undefined };
    while (isAlive(identity)) await sleep(10);
    expect(() => process.kill(identity.pid, 0)).not.toThrow();
    parent.kill();
  });

  it('does not mistake a later process with the same number for it, if the system reports start times', () => {
    expect(isAlive({ ...ownIdentity(), started: '1' })).toBe(process.platform !== 'linux');
  });
});

describe('isOnThisMachine', () => {
  it('is false for a process of another host or container', () => {
    expect(isOnThisMachine({ ...ownIdentity(), machine: 'elsewhere' })).toBe(false);
  });
});

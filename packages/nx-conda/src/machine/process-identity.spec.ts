import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

  it('does not mistake a later process with the same number for it, if the system reports start times', () => {
    expect(isAlive({ ...ownIdentity(), started: '1' })).toBe(process.platform !== 'linux');
  });
});

describe('isOnThisMachine', () => {
  it('is false for a process of another host or container', () => {
    expect(isOnThisMachine({ ...ownIdentity(), machine: 'elsewhere' })).toBe(false);
  });
});

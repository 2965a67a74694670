import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock';
import { ownIdentity } from './process-identity';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => join(folder, 'x.lock');

/** A process that takes the lock `times` times and records when it takes and releases it. */
function contender(name: string, times: number): Promise<number | null> {
  const code = `
    const { appendFileSync } = require('node:fs');
    const { withLock } = require(${JSON.stringify(join(__dirname, 'lock.ts'))});
    (async () => {
      for (let i = 0; i < ${times}; i++) {
        await withLock(${JSON.stringify(lock())}, async () => {
          appendFileSync(${JSON.stringify(join(folder, 'log'))}, '+${name}\\n');
          await new Promise((resolve) => setTimeout(resolve, 5));
          appendFileSync(${JSON.stringify(join(folder, 'log'))}, '-${name}\\n');
        });
      }
    })();`;
  const child = spawn(process.execPath, ['-r', '@swc-node/register', '-e', code], {
    cwd: __dirname,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.on('exit', resolve));
}

function abandonedClaim(number: number, owner: object, secondsAgo: number): void {
  mkdirSync(lock(), { recursive: true });
  const file = join(lock(), String(number));
  writeFileSync(file, JSON.stringify(owner));
  const then = new Date(Date.now() - secondsAgo * 1000);
  utimesSync(file, then, then);
}

/** `told`: the process that it waits for, once it must wait. */
function enterAndWait(): { told: Promise<number>; entered: Promise<string> } {
  let entered: Promise<string> = Promise.resolve('');
  const told = new Promise<number>((onWait) => {
    entered = withLock(lock(), async () => 'mine', { onWait });
  });
  return { told, entered };
}

// Numbers beyond the kernel's largest one: no process has them.
const NOBODY = 2 ** 30;

describe('withLock', () => {
  it('returns the result of the action, and leaves nothing behind', async () => {
    await expect(withLock(lock(), async () => 42)).resolves.toBe(42);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is free again after an action that fails', async () => {
    const failing = withLock(lock(), async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(withLock(lock(), async () => 'next')).resolves.toBe('next');
  });

  it('admits one at a time, and says once which process it waits for', async () => {
    const order: string[] = [];
    const waitedFor: number[] = [];
    const later: Promise<unknown>[] = [];
    const enter = (name: string) =>
      new Promise<void>((told) => {
        const onWait = (pid: number) => told(void waitedFor.push(pid));
        later.push(withLock(lock(), async () => order.push(name), { onWait }));
      });
    await withLock(lock(), async () => {
      order.push('first');
      await Promise.all([enter('second'), enter('third')]);
      // Time for more checks of the lock.
      await new Promise((resolve) => setTimeout(resolve, 250));
      order.push('first again');
    });
    await Promise.all(later);
    expect(waitedFor).toEqual([process.pid, process.pid]);
    expect(order.slice(0, 2)).toEqual(['first', 'first again']);
    expect(order.slice(2).sort()).toEqual(['second', 'third']);
  });

  it('holds between processes, also if all of them take over from a dead one', async () => {
    abandonedClaim(3, { ...ownIdentity(), pid: NOBODY }, 60);
    const exits = await Promise.all(['a', 'b', 'c', 'd'].map((name) => contender(name, 10)));
    expect(exits).toEqual([0, 0, 0, 0]);
    const log = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
    expect(log).toHaveLength(80);
    for (let i = 0; i < log.length; i += 2) expect(log[i + 1]).toBe(log[i]?.replace('+', '-'));
    expect(existsSync(lock())).toBe(false);
  }, 60_000);

  it('takes over a claim that was never completed', async () => {
    mkdirSync(lock());
    writeFileSync(join(lock(), '7'), '');
    utimesSync(join(lock(), '7'), 1, 1);
    await expect(withLock(lock(), async () => 'mine')).resolves.toBe('mine');
  });

  it('waits for another machine while that is alive', async () => {
    abandonedClaim(1, { pid: NOBODY, machine: 'elsewhere' }, 10);
    const { told, entered } = enterAndWait();
    await expect(told).resolves.toBe(NOBODY);
    abandonedClaim(1, { pid: NOBODY, machine: 'elsewhere' }, 120);
    await expect(entered).resolves.toBe('mine');
  });

  it('keeps a valid claim beside an abandoned one', async () => {
    abandonedClaim(1, ownIdentity(), 0);
    abandonedClaim(2, { ...ownIdentity(), pid: NOBODY }, 60);
    const { told, entered } = enterAndWait();
    await expect(told).resolves.toBe(process.pid);
    rmSync(join(lock(), '1'));
    await expect(entered).resolves.toBe('mine');
  });
});

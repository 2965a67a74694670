import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run';

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'run-'))));
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const shell = (script: string) => ['-c', script];

/** The process ids of a script, which writes them into `pids` as they start. */
async function startedProcesses(count: number): Promise<number[]> {
  const pids = await eventually(
    () => readFileSync(join(cwd, 'pids'), 'utf8').match(/\d+(?=\n)/g) ?? [],
    count,
  );
  return pids.map(Number);
}

async function eventually(look: () => string[], count: number): Promise<string[]> {
  for (;;) {
    try {
      const found = look();
      if (found.length >= count) return found;
    } catch {
      // Not written yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Dead, or dead but not yet reaped by the first process of the container. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform === 'linux' && /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

async function allGone(pids: number[]): Promise<void> {
  await eventually(() => pids.filter(isGone).map(String), pids.length);
}

/** A build script with its own children. */
const TREE = `
  echo $$ >> pids
  sleep 300 & echo $! >> pids
  (sleep 301 & echo $! >> pids; wait) & echo $! >> pids
  wait`;

/** One that ignores SIGTERM. */
const STUBBORN_TREE = `trap '' TERM; ${TREE}; sleep 302`;

describe('run', () => {
  it('returns the exit code and the output', async () => {
    const result = await run('sh', shell('echo out; echo err >&2; exit 3'), { cwd, capture: true });
    expect(result).toEqual({ exitCode: 3, signal: undefined, stdout: 'out\n', stderr: 'err\n' });
  });

  it('passes on lines as they arrive, also an unfinished last one', async () => {
    const lines: string[] = [];
    const onLine = (line: string, stream: string) => lines.push(`${stream}: ${line}`);
    await run('sh', shell('echo one; printf "two\\r\\nthree"; echo four >&2'), { cwd, onLine });
    expect(lines.filter((line) => line.startsWith('stdout'))).toEqual([
      'stdout: one',
      'stdout: two',
      'stdout: three',
    ]);
    expect(lines).toContain('stderr: four');
  });

  it('passes each argument unchanged, without a shell', async () => {
    const argument = 'a b"$HOME\'`;&|*';
    const code = 'process.stdout.write(process.argv[1])';
    const { stdout } = await run(process.execPath, ['-e', code, argument], { cwd, capture: true });
    expect(stdout).toBe(argument);
  });

  it('runs in the given folder, with the given variables besides its own', async () => {
    const env = { NX_CONDA_SPEC: 'x' };
    const { stdout } = await run('sh', shell('pwd; echo "$NX_CONDA_SPEC"; test -n "$PATH"'), {
      cwd,
      env,
      capture: true,
    });
    expect(stdout.split('\n').slice(0, 2)).toEqual([expect.stringContaining(cwd), 'x']);
  });

  it('gives no input: a program that reads ends immediately', async () => {
    await expect(run('cat', [], { cwd, capture: true })).resolves.toMatchObject({ exitCode: 0, stdout: '' });
  });

  it.each(['/no/such/program', join(__dirname, 'run.ts')])(
    'says that %s is not a program',
    async (command) => {
      const result = await run(command, [], { cwd, capture: true });
      expect(result).toMatchObject({ exitCode: undefined, missing: true });
      expect(result.stderr).toContain(command);
    },
  );

  it('does not blame the program for a missing folder', async () => {
    await expect(run('sh', [], { cwd: join(cwd, 'no') })).rejects.toThrow(
      `the folder ${join(cwd, 'no')} does not exist`,
    );
  });

  it('does not start a command that is already canceled', async () => {
    const signal = AbortSignal.abort();
    await run('sh', shell('touch started'), { cwd, signal, capture: true });
    expect(() => readFileSync(join(cwd, 'started'))).toThrow();
  });

  it.each([
    ['that heeds SIGTERM', TREE],
    ['that does not', STUBBORN_TREE],
  ])(
    'ends a whole tree %s when it is canceled',
    async (_, tree) => {
      const cancel = new AbortController();
      const running = run('sh', shell(tree), { cwd, signal: cancel.signal, capture: true });
      const pids = await startedProcesses(4);
      cancel.abort();
      await expect(running).resolves.toMatchObject({ exitCode: undefined, signal: 'SIGTERM' });
      await allGone(pids);
    },
    20_000,
  );

  it('ends processes that the command left behind, and does not wait for them', async () => {
    const result = await run('sh', shell('sleep 300 & echo $! >> pids; echo done'), { cwd, capture: true });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    await allGone(await startedProcesses(1));
  }, 20_000);

  it('listens to signals only while a command runs', async () => {
    const before = process.listenerCount('SIGTERM');
    const running = run('sh', shell('echo $$ >> pids; sleep 0.2'), { cwd, capture: true });
    await startedProcesses(1);
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    await running;
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});

describe('the process that runs it', () => {
  /** A separate process that runs the tree and reports when the watchdog runs. */
  function runner(): ChildProcess {
    const code = `
      const { run } = require(${JSON.stringify(join(__dirname, 'run.ts'))});
      run('sh', ['-c', ${JSON.stringify(TREE)}], { cwd: ${JSON.stringify(cwd)}, capture: true });`;
    return spawn(process.execPath, ['-r', '@swc-node/register', '-e', code], {
      cwd: __dirname,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'takes the tree with it on %s, and ends as if it did not listen',
    async (signal) => {
      const child = runner();
      const pids = await startedProcesses(4);
      child.kill(signal);
      await expect(once(child, 'exit')).resolves.toEqual([null, signal]);
      await allGone(pids);
    },
    30_000,
  );

  it('ends the tree when the process that waits for its result is gone', async () => {
    const child = runner();
    const pids = await startedProcesses(4);
    const exited = once(child, 'exit');
    child.disconnect();
    await allGone(pids);
    await expect(exited).resolves.toEqual([0, null]);
  }, 30_000);

  it('ends the tree even when it is killed', async () => {
    const child = runner();
    const pids = await startedProcesses(4);
    // The watchdog starts only for longer runs.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await allGone(pids);
  }, 30_000);
});

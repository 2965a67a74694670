import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCommand, standardOutput } from './find-command';

const SCRIPT = 'require("fs").writeFileSync("ready", "");setInterval(() => undefined, 1000);';

describe('findCommand', () => {
  const started: ChildProcess[] = [];
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-command-')));
    writeFileSync(join(folder, 'nx.js'), SCRIPT);
  });
  afterEach(async () => {
    for (const child of started.splice(0)) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true });
  });

  const argv = (...args: string[]) => [process.execPath, join(folder, 'nx.js'), ...args];

  /** Runs the script, and waits until it works. @param output file for its standard output */
  async function start(args: string[], output = 'output'): Promise<number | undefined> {
    rmSync(join(folder, 'ready'), { force: true });
    const file = openSync(join(folder, output), 'a');
    const child = spawn('node', ['--no-warnings', './nx.js', ...args], {
      ...{ cwd: folder, stdio: ['ignore', file, 'ignore'] },
    });
    closeSync(file);
    started.push(child);
    while (!isReady()) await new Promise((resolve) => setTimeout(resolve, 10));
    return child.pid;
  }

  function isReady(): boolean {
    try {
      return readFileSync(join(folder, 'ready'), 'utf8') === '';
    } catch {
      return false;
    }
  }

  it('finds the process with the same script, arguments and folder', async () => {
    await start(['run', 'other:build']);
    const pid = await start(['run', 'lib:build', '']);
    expect(findCommand(argv('run', 'lib:build', ''), folder)).toBe(pid);
    expect(realpathSync(standardOutput(pid ?? 0))).toBe(join(folder, 'output'));
    expect(findCommand(argv('run', 'lib:build'), folder)).toBeUndefined();
    expect(findCommand(['node', 'other.js', 'run', 'lib:build', ''], folder)).toBeUndefined();
    expect(findCommand(argv('run', 'lib:build', ''), join(tmpdir()))).toBe(pid);
    expect(findCommand(argv('run', 'lib:build', ''), join(folder, 'node_modules'))).toBeUndefined();
  });

  it('finds none of two equal commands that write to different places', async () => {
    const first = await start(['run', 'lib:build']);
    const second = await start(['run', 'lib:build']);
    expect([first, second]).toContain(findCommand(argv('run', 'lib:build'), folder));
    await start(['run', 'lib:build'], 'elsewhere');
    expect(findCommand(argv('run', 'lib:build'), folder)).toBeUndefined();
  });
});

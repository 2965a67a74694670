import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Phase } from '../../engine/log/phase';
import { Heartbeat } from './heartbeat';
import { isSeen, postTasksExecution, preTasksExecution, progressLine, ProgressPrinter } from './hooks';
import { PROGRESS_FOLDER, type RunningTask, runningTasks } from './running-tasks';

const MINUTE = 60_000;
const compiling: Phase = { name: 'script', compiled: '123/412' };

function task(project: string, minutes: number, phase: Phase = { name: 'test' }): RunningTask {
  return { project, phase, started: 100 * MINUTE - minutes * MINUTE };
}

/** The first line that is printed. */
function firstLine(start: (print: (line: string) => void) => void): Promise<string> {
  return new Promise((resolve) => start(resolve));
}

const before = { ...process.env };
afterEach(() => {
  for (const name of [PROGRESS_FOLDER, 'NX_TUI', 'NX_DAEMON']) {
    Reflect.deleteProperty(process.env, name);
    if (before[name] !== undefined) process.env[name] = before[name];
  }
});

describe('the line with the progress of all tasks', () => {
  it('has the phase and the time of each', () => {
    const tasks = [task('spconv', 14, compiling), task('cumm', 2)];
    expect(progressLine(tasks, 100 * MINUTE, MINUTE)).toBe(
      'nx-conda: spconv: compiling 123/412, 14 min 00 s; cumm: testing, 2 min 00 s',
    );
  });

  it('leaves out short tasks, and all but four', () => {
    expect(progressLine([task('a', 0.5)], 100 * MINUTE, MINUTE)).toBeUndefined();
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => task(name, 5));
    expect(progressLine(many, 100 * MINUTE, MINUTE)).toMatch(
      /^nx-conda: a: .*; d: testing, 5 min 00 s; 2 more$/,
    );
  });
});

describe('a silent run', () => {
  it('prints its own progress', async () => {
    let heartbeat: Heartbeat | undefined;
    const line = await firstLine((print) => {
      heartbeat = new Heartbeat({ project: 'spconv', phase: () => compiling, print }, 5);
    });
    heartbeat?.stop();
    expect(line).toMatch(/^spconv: compiling 123\/412, [\d.]+ s$/);
  });

  it('notes it for the process that prints the progress of all, until it ends', async () => {
    const lines: string[] = [];
    let printer: ProgressPrinter | undefined;
    let stop = () => {};
    const line = await firstLine((print) => {
      printer = new ProgressPrinter(print, 30);
      process.env[PROGRESS_FOLDER] = printer.folder;
      const shown = { project: 'spconv', phase: () => compiling, print: (own: string) => lines.push(own) };
      const heartbeat = new Heartbeat(shown, 5, 5);
      stop = () => heartbeat.stop();
    });
    expect(line).toMatch(/^nx-conda: spconv: compiling 123\/412, [\d.]+ s$/);
    expect(lines).toEqual([]);
    const folder = printer?.folder ?? '';
    expect(runningTasks(folder)).toHaveLength(1);
    stop();
    expect(readdirSync(folder)).toEqual([]);
    printer?.close();
    expect(existsSync(folder)).toBe(false);
  });
});

it('reads the notes of running tasks, the longest first, and skips half written ones', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-progress-spec-'));
  writeFileSync(join(folder, 'a.json'), JSON.stringify(task('short', 1)));
  writeFileSync(join(folder, 'b.json'), JSON.stringify(task('long', 9)));
  writeFileSync(join(folder, 'c.json'), '{"project":');
  expect(runningTasks(folder).map(({ project }) => project)).toEqual(['long', 'short']);
  rmSync(folder, { recursive: true });
  expect(runningTasks(folder)).toEqual([]);
});

it.each([
  [{ NX_TUI: 'true', NX_DAEMON: 'false' }, true, false],
  [{ NX_TUI: 'false', NX_DAEMON: 'false' }, false, true],
  [{ NX_TUI: 'false' }, true, true],
  [{ NX_TUI: 'false' }, false, false],
  [{ NX_TUI: 'false', NX_DAEMON: 'true' }, true, false],
])('prints for all only where it is seen: %j, in CI %s', (env, inCI, seen) =>
  expect(isSeen(env, inCI)).toBe(seen),
);

it('gives the tasks of a command a folder until the command ends', async () => {
  const run = { id: 'run', workspaceRoot: '/w', nxJsonConfiguration: {}, argv: [] };
  Object.assign(process.env, { NX_TUI: 'false', NX_DAEMON: 'false' });
  await preTasksExecution(undefined, run);
  const folder = process.env[PROGRESS_FOLDER] ?? '';
  expect(existsSync(folder)).toBe(true);
  await postTasksExecution(undefined, { ...run, taskResults: {}, startTime: 0, endTime: 0 });
  expect(existsSync(folder)).toBe(false);

  process.env['NX_TUI'] = 'true';
  await preTasksExecution(undefined, run);
  expect(process.env[PROGRESS_FOLDER]).toBeUndefined();
});

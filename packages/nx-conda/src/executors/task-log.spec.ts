import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secrets } from '../engine/log/secrets';
import { EngineOutput } from './engine-output';
import { withOutput } from './printed.fixture';
import { TaskLog } from './task-log';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-log-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const secrets = new Secrets({ MY_TOKEN: 'planted-token-1' });
const read = (log: TaskLog) => readFileSync(log.file, 'utf8');

/** What is printed while rattler-build prints some lines. */
async function printed(log: TaskLog, lines: string[]): Promise<{ output: string; text: string }> {
  const engineOutput = new EngineOutput(log, { root: '/gone', isKeptOnFailure: true });
  const { output } = await withOutput(async () => {
    for (const line of lines) engineOutput.read(line);
    engineOutput.end();
    return { success: true };
  });
  return { output, text: engineOutput.text };
}

describe('the log of a task', () => {
  it('replaces an earlier one, and is created with its first line', () => {
    const file = join(folder, 'x/build.log');
    const first = new TaskLog(file, secrets);
    expect(first.isEmpty).toBe(true);
    first.write('one');
    const second = new TaskLog(file, secrets);
    expect(second.isEmpty).toBe(true);
    second.write('two');
    expect(read(second)).toBe('two\n');
    first.close();
    second.close();
  });

  it('has each line immediately, without colors and secrets', () => {
    const log = new TaskLog(join(folder, 'build.log'), secrets);
    log.write('\u001b[31merror\u001b[0m with planted-token-1');
    expect(read(log)).toBe('error with ********\n');
    log.close();
  });

  it('ends no build if it cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const log = new TaskLog(join(folder, 'file/build.log'), secrets);
    log.write('lost');
    expect(log.isEmpty).toBe(true);
    log.close();
  });
});

describe('the output of rattler-build', () => {
  it('is printed and logged alike, without secrets and folders that will be gone', async () => {
    const log = new TaskLog(join(folder, 'build.log'), secrets);
    const { output, text } = await printed(log, [
      '+ use planted-token-1',
      'Artifact: /gone/channel/x.conda',
      'done',
    ]);
    expect(output).toBe('+ use ********\ndone\n');
    expect(read(log)).toBe(output);
    expect(text).toBe('+ use ********\nArtifact: /gone/channel/x.conda\ndone');
    log.close();
  });

  it('ends with an error whose lines are broken within a secret', async () => {
    const log = new TaskLog(join(folder, 'build.log'), secrets);
    const { output } = await printed(log, ['a', 'Error:   × cannot use planted-', '  │ token-1 here']);
    expect(output).toBe('a\nError:   × cannot use ******** here\n');
    expect(read(log)).toBe(output);
    log.close();
  });
});

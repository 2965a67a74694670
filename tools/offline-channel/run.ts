import { execa } from 'execa';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export interface RunResult {
  /** False if the command could not be started, was killed, or exited with anything but 0. */
  readonly ok: boolean;
  readonly stdout: string;
  /** stdout and stderr, interleaved. */
  readonly output: string;
}

/** Runs a command to its end, without shell and stdin. Never throws: check `ok`. */
export async function run(
  command: string,
  args: readonly string[],
  where: { cwd?: string; env?: Record<string, string> } = {},
): Promise<RunResult> {
  const result = await execa(command, [...args], { ...where, stdin: 'ignore', all: true, reject: false });
  const output = result.all || result.originalMessage || '';
  return { ok: !result.failed, stdout: result.stdout, output };
}

/** The first executable called `name` on PATH, or undefined. */
export async function findOnPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const candidate = join(folder, name);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from './cache-folder';
import { run } from './run';
import { ExplainedError } from '../explained-error';

/** A Python interpreter that can install packages. */
export interface Python {
  /** Absolute path of the interpreter itself, not of a shim that starts it. */
  executable: string;
}

interface Answer {
  executable: string;
  version: [number, number];
  pip: boolean;
}

/** `Requires-Python` of py-rattler-build 0.73.0. */
export const OLDEST: readonly [number, number] = [3, 10];

const QUESTION = `import json, sys
from importlib.util import find_spec
print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:2]), "pip": bool(find_spec("pip"))}))`;

/**
 * A Python 3.10 or newer that has pip: NX_CONDA_PYTHON, or one on PATH.
 * @throws ExplainedError that lists the found interpreters and the missing parts.
 */
export async function findPython(env: Environment): Promise<Python> {
  const answers: Answer[] = [];
  for (const program of programs(env)) {
    const answer = await ask(program);
    if (answer && isRecent(answer) && answer.pip) return { executable: answer.executable };
    if (answer) answers.push(answer);
  }
  throw noPython(answers, env);
}

function programs(env: Environment): string[] {
  const chosen = env['NX_CONDA_PYTHON'];
  const names = chosen
    ? [chosen]
    : ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return names.flatMap((name) =>
    isAbsolute(name) ? [name] : (folders.map((folder) => join(folder, name + suffix)).find(isProgram) ?? []),
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function ask(program: string): Promise<Answer | undefined> {
  const { exitCode, stdout } = await run(program, ['-c', QUESTION], { cwd: tmpdir(), capture: true });
  if (exitCode !== 0) return undefined;
  try {
    return JSON.parse(stdout) as Answer;
  } catch {
    return undefined;
  }
}

function isRecent({ version: [major, minor] }: Answer): boolean {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function noPython(answers: Answer[], env: Environment): ExplainedError {
  const recent = answers.find(isRecent);
  if (recent) return noPip(recent);
  const found = answers.map(({ executable, version }) => `${executable} (${version.join('.')})`).join(', ');
  const chosen = env['NX_CONDA_PYTHON'];
  return new ExplainedError(
    `nx-conda found no rattler-build on this machine, and no Python ${OLDEST.join('.')} or newer to install rattler-build with.` +
      (found ? ` Only found: ${found}.` : chosen ? ` NX_CONDA_PYTHON is ${chosen}.` : ''),
    [
      'Install rattler-build, for example with pixi global install rattler-build',
      chosen
        ? 'Or unset NX_CONDA_PYTHON: nx-conda then searches PATH for a Python.'
        : `Or install pip and Python ${OLDEST.join('.')} or newer (Debian 12, Ubuntu 22.04 or newer: apt install python3 python3-pip; Fedora: dnf install python3-pip).`,
      `Or set the environment variable NX_CONDA_PYTHON to the path of a Python ${OLDEST.join('.')} or newer that has pip.`,
    ],
  );
}

function noPip({ executable }: Answer): ExplainedError {
  return new ExplainedError(
    `nx-conda found no rattler-build on this machine, and ${executable} has no pip to install rattler-build with.`,
    [
      "Install pip for this Python (for the system's own Python on Debian or Ubuntu: apt install python3-pip; on Fedora: dnf install python3-pip).",
      'Or install rattler-build, for example with pixi global install rattler-build',
      `Or set the environment variable NX_CONDA_PYTHON to the path of a Python ${OLDEST.join('.')} or newer that has pip.`,
    ],
  );
}

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Environment } from '../machine/cache-folder';
import { readEmbedded } from './embedded';
import type { Engine } from './engine';
import { commandVersion } from './version';
import { ExplainedError } from '../explained-error';

export interface EngineSearch {
  /** The option `rattlerBuild`: a path, relative to the workspace root. */
  configured?: string;
  workspaceRoot: string;
  env: Environment;
}

/**
 * The rattler-build of this machine: the configured one, NX_CONDA_RATTLER_BUILD, the one on PATH, the one in
 * ~/.pixi/bin, or the embedded one if it is provisioned. Downloads nothing.
 * @throws ExplainedError if a configured one does not exist, or if one does not run or is too old.
 */
export async function findEngine(search: EngineSearch): Promise<Engine | undefined> {
  const command = configuredCommand(search) ?? installedCommand(search.env);
  if (command === undefined) return readEmbedded(search.env);
  return { kind: 'command', command, args: [], env: {}, version: await commandVersion(command) };
}

function configuredCommand({ configured, workspaceRoot, env }: EngineSearch): string | undefined {
  const fromEnvironment = env['NX_CONDA_RATTLER_BUILD'];
  const path = configured || fromEnvironment;
  if (!path) return undefined;
  const command = resolve(workspaceRoot, path);
  if (isProgram(command)) return command;
  const where = configured ? 'the option "rattlerBuild"' : 'the environment variable NX_CONDA_RATTLER_BUILD';
  const problem = problemOf(command);
  throw new ExplainedError(
    `Cannot run rattler-build at ${command}: ${problem}. The path comes from ${where}.`,
    [
      `Correct ${where}. Relative paths start at the workspace root.`,
      `Or remove ${where}: nx-conda then uses rattler-build from PATH, or installs rattler-build itself.`,
    ],
  );
}

/** Why a path is not a program. */
function problemOf(path: string): string {
  if (!existsSync(path)) return 'the file does not exist';
  if (statSync(path).isDirectory()) return 'the path is a folder, not a program';
  return 'the file is not executable (chmod +x makes it executable)';
}

function installedCommand(env: Environment): string | undefined {
  const names = process.platform === 'win32' ? ['rattler-build.exe'] : ['rattler-build'];
  // A relative entry would mean a different program in every folder.
  const path = (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => resolve(folder) === folder);
  const pixi = env['PIXI_HOME'] || join(env['HOME'] || homedir(), '.pixi');
  const folders = [...path, join(pixi, 'bin')];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/** Whether a path is an executable file. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

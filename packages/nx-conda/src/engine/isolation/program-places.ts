import { existsSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, sep } from 'node:path';
import type { Environment } from '../../machine/cache-folder';
import type { Engine } from '../engine';
import { realPath } from './places';

/** The folders on PATH, each with the installation of its programs. */
export function programFolders(env: Environment): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((path) => isAbsolute(path) && existsSync(path));
  return [...new Set(folders.map((folder) => installationOf(join(folder, 'program')) ?? folder))];
}

/** The programs of an engine and their installations. */
export function engineFiles({ command, args, kind }: Engine): string[] {
  const programs = [command, realPath(command)];
  const own = kind === 'embedded' ? args.filter(isAbsolute).map((path) => dirname(path)) : [];
  return [...programs, ...programs.flatMap((program) => installationOf(program) ?? []), ...own];
}

/** A conda, pixi or virtual Python environment: a program in it needs other files of it. */
function installationOf(program: string): string | undefined {
  const names = program.split(sep);
  const pixi = names.indexOf('.pixi');
  if (pixi >= 0) return names.slice(0, pixi + 1).join(sep);
  const prefix = dirname(dirname(program));
  const isPrefix = ['conda-meta', 'pyvenv.cfg'].some((mark) => existsSync(join(prefix, mark)));
  return isPrefix && basename(dirname(program)) === 'bin' ? prefix : undefined;
}

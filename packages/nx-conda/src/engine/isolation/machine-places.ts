import { existsSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, sep } from 'node:path';
import type { Environment } from '../../machine/cache-folder';
import type { Engine } from '../engine';
import { realPath } from './places';

/** Variables that name files of the machine: certificates, credentials, agents. */
const VARIABLES = [
  ...[
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'GIT_SSL_CAINFO',
    'GIT_SSL_CAPATH',
    'REQUESTS_CA_BUNDLE',
    'CURL_CA_BUNDLE',
  ],
  ...['RATTLER_AUTH_FILE', 'NETRC', 'SSH_AUTH_SOCK', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'KRB5CCNAME'],
];

/** Settings in the home folder that git and rattler-build read. */
const SETTINGS = [
  '.gitconfig',
  '.config/git',
  '.git-credentials',
  '.netrc',
  '.ssh',
  '.rattler',
  '.config/rattler',
];

/** Files and folders that the environment names as part of the machine, hidden or not. */
export function settingsFiles(env: Environment, home: string): string[] {
  const named = VARIABLES.map((name) => env[name] ?? '').filter(isAbsolute);
  return [...named, ...SETTINGS.map((name) => join(home, name))].filter((path) => existsSync(path));
}

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

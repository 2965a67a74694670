import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Environment } from '../../machine/cache-folder';
import { findPython, OLDEST } from '../../machine/python';
import { run } from '../../machine/run';
import { ExplainedError } from '../../explained-error';

/** The package index of pip. */
export interface PackageIndex {
  /** Address of the simple API without a trailing slash: `https://<host>/simple`. May contain a password. */
  url: string;
  /** pip's configured certificates, in PEM; undefined for those of the system. */
  certificates: string | undefined;
}

const found = new WeakMap<Environment, Promise<PackageIndex>>();

/**
 * The index from PIP_INDEX_URL, pip's configuration files, or pip's default. Cached per environment: pip takes seconds
 * to answer.
 * @throws ExplainedError if pip is not installed, or the index is unknown
 */
export function findPackageIndex(env: Environment): Promise<PackageIndex> {
  const index = found.get(env) ?? askForIndex(env);
  found.set(env, index);
  return index;
}

async function askForIndex(env: Environment): Promise<PackageIndex> {
  const fromEnvironment = env['PIP_INDEX_URL'];
  if (fromEnvironment) return checked(fromEnvironment, env['PIP_CERT']);
  const python = await findPython(env).catch(() => undefined);
  if (!python) throw unknownIndex(`nx-conda found no Python ${OLDEST.join('.')} or newer that has pip`);
  const pip = (args: string[]) => askPip(python.executable, args);
  const settings = pipSettings(await pip(['config', 'list']));
  const url = settings.get('index-url') ?? defaultIndex(await pip(['download', '--help']));
  if (url === undefined) throw unknownIndex('pip does not show the address');
  return checked(url, env['PIP_CERT'] ?? settings.get('cert'));
}

async function askPip(python: string, args: string[]): Promise<string> {
  // pip wraps the help text to the width.
  const env = { COLUMNS: '1000', PIP_DISABLE_PIP_VERSION_CHECK: '1', PYTHONIOENCODING: 'utf-8' };
  const result = await run(python, ['-m', 'pip', ...args], { cwd: tmpdir(), capture: true, env });
  return result.exitCode === 0 ? result.stdout : '';
}

/** Parses `global.index-url='https://...'`; settings of `pip download` override global ones, the environment both. */
export function pipSettings(listed: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const section of ['global', 'download', ':env:']) {
    for (const line of listed.split(/\r?\n/)) {
      const [, name, key = '', value = ''] = /^([\w:]+)\.([\w-]+)='(.*)'$/.exec(line) ?? [];
      if (name === section) settings.set(key, value);
    }
  }
  return settings;
}

/** `Base URL of the Python Package Index (default https://...)` */
export function defaultIndex(help: string): string | undefined {
  return /--index-url <url>\s+[^(]*\(default\s+(https?:\/\/[^\s)]+)\)/.exec(help)?.[1];
}

async function checked(written: string, certificateFile: string | undefined): Promise<PackageIndex> {
  const url = written.trim().replace(/\/+$/, '');
  if (!isTrusted(url)) {
    throw new ExplainedError("pip's configured package index has no https:// address.", [
      'Set PIP_INDEX_URL to an https:// address.',
    ]);
  }
  const certificates = certificateFile
    ? await readFile(certificateFile, 'utf8').catch(() => undefined)
    : undefined;
  return { url, certificates };
}

/** HTTPS; or this machine, for a mirror or a test. */
export function isTrusted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}

/** For recipes and messages, which other people see. */
export function withoutPassword(url: string | URL): string {
  if (!URL.canParse(`${url}`)) return `${url}`;
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

function unknownIndex(reason: string): ExplainedError {
  return new ExplainedError(`The address of the package index is unknown: ${reason}.`, [
    "Set the environment variable PIP_INDEX_URL to the address of the index's simple API, like https://<host>/simple",
    `Or install a Python ${OLDEST.join('.')} or newer that includes pip, and set the address in pip's configuration: <python> -m pip config set global.index-url <url>`,
    'Or, for a new recipe, pass --from=git:<url> or --from=path:<folder>',
  ]);
}

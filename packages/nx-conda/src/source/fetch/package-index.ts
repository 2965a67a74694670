import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Environment } from '../../machine/cache-folder';
import { findPython } from '../../machine/python';
import { run } from '../../machine/run';
import { ExplainedError } from '../../explained-error';

/** Where pip looks for distributions. */
export interface PackageIndex {
  /** Of the simple API, without a slash at the end: `https://<host>/simple`. May hold a password. */
  url: string;
  /** Certificates that pip was told to trust, in PEM; undefined for those of the system. */
  certificates: string | undefined;
}

const found = new WeakMap<Environment, Promise<PackageIndex>>();

/**
 * The index that pip is configured for, or its own: PIP_INDEX_URL, pip's configuration files, pip's default. Asked once
 * for an environment: pip takes seconds to answer.
 * @throws ExplainedError where there is no pip, or it cannot be told
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
  if (!python) throw unknownIndex();
  const pip = (args: string[]) => askPip(python.executable, args);
  const settings = pipSettings(await pip(['config', 'list']));
  const url = settings.get('index-url') ?? defaultIndex(await pip(['download', '--help']));
  if (url === undefined) throw unknownIndex();
  return checked(url, env['PIP_CERT'] ?? settings.get('cert'));
}

async function askPip(python: string, args: string[]): Promise<string> {
  // The help text is broken into lines for the width.
  const env = { COLUMNS: '1000', PIP_DISABLE_PIP_VERSION_CHECK: '1', PYTHONIOENCODING: 'utf-8' };
  const result = await run(python, ['-m', 'pip', ...args], { cwd: tmpdir(), capture: true, env });
  return result.exitCode === 0 ? result.stdout : '';
}

/** `global.index-url='https://...'`; what is for `pip download` counts more, and the environment most. */
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
    throw new ExplainedError('The package index that pip is configured for has no https:// address.', [
      'Set PIP_INDEX_URL to one that has.',
    ]);
  }
  const certificates = certificateFile
    ? await readFile(certificateFile, 'utf8').catch(() => undefined)
    : undefined;
  return { url, certificates };
}

/** HTTPS; or this machine itself, as for a mirror or a test. */
export function isTrusted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}

/** For recipes and messages, which others see. */
export function withoutPassword(url: string | URL): string {
  if (!URL.canParse(`${url}`)) return `${url}`;
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

function unknownIndex(): ExplainedError {
  return new ExplainedError(
    'Nobody says where the package index is: there is no pip on this machine to ask.',
    [
      'Set the environment variable PIP_INDEX_URL to the address of its simple API: https://<host>/simple',
      'Or install Python with pip, whose configuration is used.',
      'Or take the source from git: or path:.',
    ],
  );
}

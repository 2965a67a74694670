import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../../machine/cache-folder';

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

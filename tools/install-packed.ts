import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(__dirname, '..');

/**
 * Packs the plugin as for publishing and installs it into a folder together with Nx, as a user would.
 * @param folder an empty folder; gets a package.json and node_modules.
 */
export function installPacked(folder: string): void {
  const packed = npm(repository, 'pack', '--json', '--pack-destination', folder, '-w', 'nx-conda');
  const tarball = /"filename": "([^"]+)"/.exec(packed)?.[1] ?? '';
  const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const manifest = {
    name: 'packed',
    private: true,
    devDependencies: {
      nx: devDependencies['nx'],
      '@nx/devkit': devDependencies['@nx/devkit'],
      'nx-conda': `file:${tarball}`,
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--silent');
}

/** Not through execa: Jest loads this file for its global setup, where it cannot load ES modules. */
function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

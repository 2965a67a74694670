import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';

const repository = join(__dirname, '..');

/**
 * Packs the plugin as it would be published and installs it into a folder together with Nx, the way a user does.
 * @param folder an empty folder; gets a package.json and node_modules.
 */
export function installPacked(folder: string): void {
  const packed = execaSync('npm', ['pack', '--json', '--pack-destination', folder, '-w', 'nx-conda'], {
    cwd: repository,
    stderr: 'inherit',
  });
  const tarball = /"filename": "([^"]+)"/.exec(packed.stdout)?.[1] ?? '';
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
  execaSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: folder,
    stderr: 'inherit',
  });
}

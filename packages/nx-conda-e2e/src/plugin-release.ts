import { cpSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa, execaSync } from 'execa';
import { nxAlone, userEnvironment } from '../../../tools/user-environment';
import type { NpmRegistry } from './npm-registry';

const repository = join(__dirname, '../../..');
const PACKAGE = 'packages/nx-conda';
/** Built when the tests began (pack.ts). */
const BUILT = ['dist', 'docs', 'LICENSE'].map((name) => `${PACKAGE}/${name}`);

/**
 * Releases the plugin, as CONTRIBUTING.md describes it, from a copy of this repository.
 * @param folder for the copy; must not exist
 */
export async function releasePlugin(
  folder: string,
  versions: string[],
  registry: NpmRegistry,
): Promise<void> {
  const { stdout } = execaSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: repository });
  for (const path of [...stdout.split('\n').filter(isNeeded), ...BUILT]) {
    cpSync(join(repository, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const env = {
    ...userEnvironment(),
    ...identity,
    ...nxAlone(join(dirname(folder), 'nx-cache')),
    ...registry.env,
  };
  const git = (...args: string[]) => execaSync('git', args, { cwd: folder, env, extendEnv: false });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'feat: begin');
  for (const version of versions) {
    // The scripts of the package only build it again.
    const options = {
      cwd: folder,
      env: { ...env, npm_config_ignore_scripts: 'true' },
      extendEnv: false,
    } as const;
    await execa('npx', ['nx', 'release', version, '--yes'], { ...options, all: true });
  }
}

/** Recipes would be rendered, which takes time; the release only needs the package. */
function isNeeded(path: string): boolean {
  return (
    path !== '' && !/^(recipes|patches|packages\/nx-conda\/src|packages\/nx-conda-e2e\/src|docs)\//.test(path)
  );
}

const identity = {
  GIT_AUTHOR_NAME: 'e2e',
  GIT_AUTHOR_EMAIL: 'e2e@localhost',
  GIT_COMMITTER_NAME: 'e2e',
  GIT_COMMITTER_EMAIL: 'e2e@localhost',
};

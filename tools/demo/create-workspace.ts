import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPacked } from '../install-packed';
import { nxAlone, userEnvironment } from '../user-environment';
import { Workspace } from '../workspace';
import { say, step } from './narrate';

/**
 * An empty Nx workspace in a temp folder, with the packed plugin and its own Nx cache.
 * @param isIsolated builds see only what their hash covers.
 */
export function createWorkspace(isIsolated: boolean): Workspace {
  step('A new workspace with Nx and nx-conda: npm install');
  const root = mkdtempSync(join(tmpdir(), 'nx-conda-demo-'));
  say(root);
  installPacked(root);
  const plugins = isIsolated ? [{ plugin: 'nx-conda', options: { channels: [], isolated: true } }] : [];
  writeFileSync(join(root, 'nx.json'), JSON.stringify({ plugins }));
  writeFileSync(join(root, '.gitignore'), 'node_modules\n.nx\n*.tgz\n');
  const workspace = new Workspace(root, {
    ...userEnvironment(),
    ...nxAlone(join(root, '.nx/cache')),
    // A demo must not use the user's commit signing and hooks.
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'demo',
    GIT_AUTHOR_EMAIL: 'demo@localhost',
    GIT_COMMITTER_NAME: 'demo',
    GIT_COMMITTER_EMAIL: 'demo@localhost',
  });
  workspace.git('init', '--quiet', '--initial-branch', 'main');
  return workspace;
}

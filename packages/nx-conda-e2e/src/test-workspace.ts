import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Workspace } from '../../../tools/workspace';

/** A workspace for tests; writes everything into one folder. */
export class TestWorkspace extends Workspace {
  /** HOME of every command. */
  readonly home: string;

  /** @param engine environment variables that choose the engine. */
  constructor(engine: Record<string, string> = {}) {
    const home = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-home-'));
    super(join(home, 'workspace'), { ...isolated(home), ...engine });
    this.home = home;
    mkdirSync(this.root);
    const template = process.env['NX_CONDA_E2E_TEMPLATE'] ?? '';
    symlinkSync(join(template, 'node_modules'), join(this.root, 'node_modules'));
    cpSync(join(template, 'package.json'), join(this.root, 'package.json'));
    this.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-conda', options: { channels: [] } }] }));
    this.write('.gitignore', 'node_modules\ndist\n.nx\n');
    this.git('init', '--quiet', '--initial-branch', 'main');
  }

  /**
   * A clone that shares every cache with this one, unless `env` has other folders.
   * @param root absolute
   */
  cloneTo(root: string, env: Record<string, string> = {}): Workspace {
    this.git('clone', '--quiet', this.root, root);
    symlinkSync(join(this.root, 'node_modules'), join(root, 'node_modules'));
    return new Workspace(root, { ...this.env, ...env });
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Without the developer's own caches, so every hit is real, and without rattler-build on PATH. */
function isolated(home: string): Record<string, string> {
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !existsSync(join(folder, 'rattler-build')));
  return {
    PATH: path.join(delimiter),
    HOME: home,
    // Some Pythons are only found through the developer's home.
    PYENV_ROOT: process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'),
    PIP_CACHE_DIR: join(tmpdir(), 'nx-conda-e2e-pip'),
    NX_CACHE_DIRECTORY: join(home, 'nx-cache'),
    NX_CONDA_CACHE_DIR: join(home, 'cache'),
    RATTLER_CACHE_DIR: join(home, 'rattler-cache'),
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    GIT_AUTHOR_NAME: 'e2e',
    GIT_AUTHOR_EMAIL: 'e2e@localhost',
    GIT_COMMITTER_NAME: 'e2e',
    GIT_COMMITTER_EMAIL: 'e2e@localhost',
    ...kept(['PIP_CERT', 'PIP_FIND_LINKS', 'PIP_INDEX_URL', 'PIP_DEFAULT_TIMEOUT', 'SSL_CERT_FILE', 'LANG']),
  };
}

function kept(names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

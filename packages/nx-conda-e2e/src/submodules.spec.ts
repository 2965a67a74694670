import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { engines } from './engines';
import { addRecipe, recipeText } from './recipes';
import { TestWorkspace } from './test-workspace';

const ALL = ['run-many', '-t', 'conda-build', '--parallel=2'];
const AFFECTED = ['affected', '-t', 'conda-build', '--base=HEAD~1', '--head=HEAD'];
const ALLOWED = ['-c', 'protocol.file.allow=always'];

/** third/sub contains the recipe lib and, in a nested submodule, a folder deep/inner. */
class WithSubmodules extends TestWorkspace {
  readonly inner = join(this.home, 'repositories/inner');
  readonly sub = join(this.home, 'repositories/sub');

  create(): void {
    this.repository(this.inner, { 'data.txt': 'one\n' });
    this.repository(this.sub, {
      'lib-x/recipe.yaml': recipeText({ name: 'lib-x' }),
      'src/data.txt': 'one\n',
    });
    this.gitIn(this.sub, ...ALLOWED, 'submodule', 'add', '--quiet', this.inner, 'deep/inner');
    this.gitIn(this.sub, 'commit', '--quiet', '--all', '--message', 'Add inner');
    this.git(...ALLOWED, 'submodule', 'add', '--quiet', this.sub, 'third/sub');
    this.checkOut();
    addRecipe(this, {
      name: 'top-x',
      host: ['lib-x'],
      script: ['cat $PREFIX/share/lib-x.txt >> $PREFIX/share/top-x.txt'],
    });
    this.addUser('source-x', '../../third/sub/src');
    this.addUser('inner-x', '../../third/sub/deep/inner');
    addRecipe(this, { name: 'other-x' });
    this.commit('Start');
  }

  /** A change in a distant repository, and the commit that adopts it. */
  bump(path: string, text: string): void {
    const { repository, at } = path.startsWith('deep/inner/')
      ? { repository: this.inner, at: 'third/sub/deep/inner' }
      : { repository: this.sub, at: 'third/sub' };
    this.repository(repository, { [path.replace('deep/inner/', '')]: text });
    const pull = (folder: string) =>
      this.gitIn(join(this.root, folder), ...ALLOWED, 'pull', '--quiet', repository, 'main');
    pull(at);
    if (at !== 'third/sub')
      this.gitIn(join(this.root, 'third/sub'), 'commit', '--quiet', '--all', '--message', 'Bump');
    this.commit('Bump');
  }

  checkOut(): void {
    this.git(...ALLOWED, 'submodule', 'update', '--quiet', '--init', '--recursive');
  }

  /** A recipe that packages the data in a folder. */
  private addUser(name: string, path: string): void {
    const text = recipeText({ name, script: [`cat data.txt >> $PREFIX/share/${name}.txt`] });
    this.write(`recipes/${name}/recipe.yaml`, `${text}source:\n  path: ${path}\n`);
  }

  private repository(folder: string, files: Record<string, string>): void {
    mkdirSync(folder, { recursive: true });
    this.gitIn(folder, 'init', '--quiet', '--initial-branch', 'main');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    this.gitIn(folder, 'add', '--all');
    this.gitIn(folder, 'commit', '--quiet', '--message', 'Change');
  }

  private gitIn(cwd: string, ...args: string[]): void {
    execaSync('git', args, { cwd, env: this.env, extendEnv: false });
  }
}

describe('a git submodule', () => {
  let workspace: WithSubmodules;

  beforeAll(async () => {
    workspace = new WithSubmodules(engines[0]?.env);
    workspace.create();
    await workspace.ok(ALL);
  });

  afterAll(() => workspace.remove());

  async function affectedBy(path: string, text: string): Promise<{ ran: string[]; selected: string[] }> {
    workspace.bump(path, text);
    await workspace.ok(AFFECTED);
    const { ran, reused } = workspace.lastRun();
    await workspace.ok(ALL);
    expect(workspace.lastRun().ran).toEqual([]);
    return { ran, selected: [...ran, ...reused].sort() };
  }

  it('affects on a bump everything that is in it or reads it, and their dependents', async () => {
    const { ran, selected } = await affectedBy(
      'lib-x/recipe.yaml',
      recipeText({ name: 'lib-x', content: 'two' }),
    );
    expect(ran).toEqual(['lib-x:conda-build', 'top-x:conda-build']);
    // git shows the path of the submodule, but not the change in it.
    expect(selected).toEqual(['inner-x', 'lib-x', 'source-x', 'top-x'].map((name) => `${name}:conda-build`));
  });

  it('affects the sources in it, and in a nested submodule', async () => {
    expect((await affectedBy('src/data.txt', 'two\n')).ran).toEqual(['source-x:conda-build']);
    expect((await affectedBy('deep/inner/data.txt', 'two\n')).ran).toEqual(['inner-x:conda-build']);
  });

  it('that is not checked out is named in the run, by the check, and by the failing build', async () => {
    const clone = workspace.cloneTo(join(workspace.home, 'clone'));
    const command = 'git submodule update --init third/sub';
    const run = await clone.nx(['run', 'source-x:conda-build']);
    expect(run.exitCode).toBe(1);
    const path = 'third/sub is a git submodule that is not checked out';
    expect(run.output).toContain(`${path}.`);
    expect(run.output).toContain(`  1. To check out third/sub, run ${command}`);
    const notice = `nx-conda: The git submodule third/sub is not checked out, so recipes in this submodule are not projects. To check out the submodule, run ${command}`;
    expect(run.output.split(notice)).toHaveLength(2);
    // With the daemon, a plugin's output before the tasks is only in the daemon's log.
    addRecipe(clone, { name: 'user-x', host: ['lib-x'] });
    const user = await clone.nx(['run', 'user-x:conda-build']);
    expect(user.output).toContain(
      `${path}, so nx-conda cannot find the recipes in this submodule.\n  1. To check out third/sub, run ${command}`,
    );
    const check = await clone.nx(['run', 'source-x:conda-check']);
    expect(check.output).toContain('missing-submodule');
    expect((await clone.nx(['run', 'other-x:conda-check'])).output).not.toContain('missing-submodule');
    expect((await clone.nx(['show', 'projects'])).output).not.toContain('third/sub');
    expect((await clone.nx(['graph', '--file=graph.json'])).output).not.toContain('submodule');
  });
});

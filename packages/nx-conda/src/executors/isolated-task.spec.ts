import { PACKAGES, startAgain, workspace } from './lib-and-app.fixture';
import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import buildExecutor from './build/executor';
import { SCRATCH } from './scratch-machine.fixture';
import testExecutor from './test/executor';

const { engine } = workspace;
const PATH = process.env['PATH'] ?? '';

/** Stands in for bubblewrap: notes its arguments, and runs the command without isolation. */
const BWRAP = `#!/bin/sh
echo "$*" >> "$(dirname "$0")/arguments"
while [ "$1" != -- ]; do shift; done
shift
exec "$@"
`;

/** The arguments of bubblewrap for the last run, up to the command. */
function lastArguments(): string {
  const last = workspace.read('../bin/arguments').trim().split('\n').at(-1) ?? '';
  return last.split(' -- ')[0] ?? '';
}

const build = (project: string) => workspace.run(buildExecutor, `${project}:conda-build`);

(process.platform === 'linux' ? describe : describe.skip)('an isolated task', () => {
  beforeEach(async () => {
    workspace.write({ '../bin/bwrap': BWRAP });
    chmodSync(workspace.path('../bin/bwrap'), 0o755);
    process.env['PATH'] = `${join(SCRATCH, 'bin')}${delimiter}${PATH}`;
    await startAgain();
    workspace.write({ 'app/note.txt': '', 'secret/hidden.txt': '' });
    await workspace.readGraph(['lib', 'app'], { isolated: true });
    await workspace.hash();
    await build('lib');
  });

  afterEach(() => (process.env['PATH'] = PATH));

  it('sees the hashed files and the channels, and writes only to its folder and the cache', async () => {
    expect(await build('app')).toMatchObject({ success: true });
    const mounts = lastArguments();
    expect(mounts).toContain(`--ro-bind ${PACKAGES}/lib ${PACKAGES}/lib`);
    expect(mounts).toMatch(/--bind (\S+\/cache\/build\/\w+) \1 /);
    expect(mounts).toContain(`--bind ${SCRATCH}/rattler ${SCRATCH}/rattler`);
    expect(mounts).toContain(workspace.path('app'));
    expect(mounts).not.toContain(workspace.path('secret'));
  });

  it('names a file that it could not see after a failure', async () => {
    const file = workspace.path('secret/hidden.txt');
    engine.answer('build', 'app', `echo "cat: ${file}: No such file or directory"; exit 1`);
    const { success, output } = await build('app');
    expect(success).toBe(false);
    expect(output).toContain('app/recipe.yaml was not built: rattler-build failed, after ');
    expect(output).toContain(
      '\nThe isolated run tried to read files that its hash does not cover:\n    secret/hidden.txt\n',
    );
  });

  it('fails although rattler-build succeeds, if it tried to read a hidden file', async () => {
    const file = workspace.path('secret/hidden.txt');
    engine.answer(
      'build',
      'app',
      `echo "cat: ${file}: No such file or directory"; mkdir "$output"; cp -R "$answer"/. "$output"`,
    );
    const output = expect.stringContaining(
      'tried to read files that its hash does not cover:\n    secret/hidden',
    );
    expect(await build('app')).toEqual({ success: false, output });
  });

  it('shows a rendering that failed, with the files that it could not see', async () => {
    engine.answer('render', 'app', 'echo "Error:   × no" >&2; exit 1');
    const { output } = await build('app');
    expect(output).toMatch(
      /Error: {3}× no\napp\/recipe\.yaml cannot be rendered\.\nno\nIn the workspace, the git repository and the temporary folders, the isolated run saw only the files that its hash covers/,
    );
  });

  it('runs tests with the channel of the tested package', async () => {
    const tests = { 'tests/tests.yaml': '- script: [x]' };
    await engine.makes('lib', [{ name: 'lib', info: tests }]);
    await build('lib');
    engine.answer('test', 'lib-1.0-h_0.conda', 'echo passed');
    expect(await workspace.run(testExecutor, 'lib:conda-test')).toEqual({
      success: true,
      output: 'passed\n',
    });
    expect(lastArguments()).toContain(`--ro-bind ${PACKAGES}/lib ${PACKAGES}/lib`);
  });
});

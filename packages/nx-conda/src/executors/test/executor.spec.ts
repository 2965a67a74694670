import { LIB, PACKAGES, startAgain, workspace } from '../lib-and-app.fixture';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import buildExecutor from '../build/executor';
import testExecutor from './executor';

const { engine } = workspace;
const FILE = 'lib-1.0-h_0.conda';
const tested = { info: { 'tests/tests.yaml': '- script: [lib --version]' } };

const build = (project: string) => workspace.run(buildExecutor, `${project}:conda-build`);
const test = (options = {}) => workspace.run(testExecutor, 'lib:conda-test', options);

/** What a failing test prints. */
async function failure(): Promise<string> {
  const { success, output } = await test();
  expect(success).toBe(false);
  return output;
}

describe('the test executor', () => {
  beforeEach(async () => {
    await startAgain();
    await engine.makes('lib', [{ ...LIB, ...tested }]);
    engine.answer('test', FILE, 'echo "all tests passed"');
    await build('lib');
    engine.runs();
  });

  it('runs the tests in a package, with the channel of its build first', async () => {
    expect(await test({ cuda: '12.6' })).toEqual({ success: true, output: 'all tests passed\n' });
    const [run, ...others] = engine.runs();
    expect(run).toContain(`CUDA=12.6 test `);
    expect(run).toContain(
      `--package-file ${PACKAGES}/lib/noarch/${FILE} --channel file://${PACKAGES}/lib --output-dir `,
    );
    expect(others).toEqual([]);
  });

  it('has nothing to do for a package without tests, or without packages', async () => {
    await engine.makes('lib', [LIB]);
    await build('lib');
    expect(await test()).toEqual({ success: true, output: `noarch/${FILE} contains no tests.\n` });
    engine.renders('lib', []);
    await build('lib');
    const output = 'The build of lib/recipe.yaml made no packages, so there is nothing to test.\n';
    expect(await test()).toEqual({ success: true, output });
    expect(engine.runs().filter((run) => run.includes(' test '))).toEqual([]);
  });

  it('explains a failed test, and runs no other', async () => {
    const outputs = ['h_0', 'h_1'].map((variant) => ({ ...LIB, ...tested, build: variant }));
    await engine.makes('lib', outputs);
    await build('lib');
    engine.runs();
    const log = [
      '✔ Successfully updated the test environment',
      "ModuleNotFoundError: No module named 'yaml'",
      'Error:   × failed to run test: IO Error: Script failed with status 1',
    ];
    engine.answer('test', FILE, `cat <<END; exit 1\n${log.join('\n')}\nEND`);
    const output = await failure();
    expect(output.replace(/after [\d.]+ s/, 'after 0 s')).toContain(
      [
        ...log,
        `The tests of noarch/${FILE} failed: a test failed with exit status 1, after 0 s.`,
        "  ModuleNotFoundError: No module named 'yaml'",
        'Python cannot find the module yaml.\n',
      ].join('\n'),
    );
    expect(output).toMatch(/\nLog: dist\/conda\/lib\.test\.log\n$/);
    expect(workspace.read('dist/conda/lib.test.log')).toContain(log.join('\n'));
    expect(engine.runs()).toHaveLength(1);
  });

  it('fails if a downstream test was not run', async () => {
    const warning = 'Downstream test could not run. Environment might be unsolvable: No candidates for app.';
    engine.answer(
      'test',
      FILE,
      `cat <<END\n  Specs:\n   - app >=2\n WARN x: ${warning}\nEND`.replace(' WARN', 'WARN'),
    );
    expect(await failure()).toContain(
      'The downstream test with app >=2 was not run: No candidates for app.\n  1. If a recipe of this workspace builds the downstream package',
    );
  });

  it('takes the packages of its test environment from their projects', async () => {
    engine.renders('lib', [{ ...LIB, tests: [{ requirements: { run: ['app'] } }] }]);
    const tests = 'tests: [{script: [x], requirements: {run: [app]}}]';
    workspace.write({ 'lib/recipe.yaml': `package: {name: lib, version: "1.0"}\n${tests}\n` });
    await workspace.readGraph(['lib', 'app']);
    engine.runs();
    expect(await failure()).toContain('app is not built: dist/conda/app/build.json does not exist.');
    expect(engine.runs()).toEqual([]);
  });

  it('does not test a package that is not built or damaged', async () => {
    writeFileSync(join(PACKAGES, 'lib/noarch', FILE), '');
    expect(await failure()).toContain(`The build in dist/conda/lib cannot be used: noarch/${FILE}`);
    rmSync(PACKAGES, { recursive: true });
    expect(await failure()).toContain('dist/conda/lib/build.json does not exist: lib is not built.');
    expect(engine.runs()).toEqual([]);
  });
});

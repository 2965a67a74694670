import { PACKAGES, startAgain, workspace } from '../lib-and-app.fixture';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { machinePlatform } from '../../graph/machine-platform';
import { readBuildReport, readDigests } from '../../record/build-report';
import { readFileLists } from '../../record/file-lists';
import { readRecordedInputs } from '../../record/recorded-inputs';
import { untilPrinted } from '../printed.fixture';
import { recipeText } from '../recipe-workspace.fixture';
import buildExecutor from './executor';

const { engine } = workspace;
const lib = join(PACKAGES, 'lib');
const app = join(PACKAGES, 'app');
const build = (project: string, options = {}) =>
  workspace.run(buildExecutor, `${project}:conda-build`, options);

describe('the build executor', () => {
  beforeEach(startAgain);

  it('builds into a channel with reports, and takes packages of the workspace first', async () => {
    process.env['NX_TASK_HASH'] = '42';
    const built = expect.stringMatching(
      /^built lib\n.*\nlib +1\.0 +h_0 .* s\nPackages and build\.log: dist\/conda\/lib\n/,
    );
    expect(await build('lib')).toEqual({ success: true, output: built });
    workspace.write({ 'forge/noarch/repodata.json': '{}' });
    expect(await build('app', { channels: ['file:forge'] })).toMatchObject({ success: true });
    const reports = ['build.json', 'build.log', 'digest.json', 'files.json', 'inputs.json', 'tests.json'];
    expect(readdirSync(app).sort()).toEqual([...reports, machinePlatform(), 'noarch'].sort());
    expect(readBuildReport(lib).packages).toMatchObject([{ name: 'lib', file: 'noarch/lib-1.0-h_0.conda' }]);
    expect(readBuildReport(app)).toMatchObject({ hash: '42', engine: { version: '0.74.0' } });
    expect(readRecordedInputs(app)?.upstream).toEqual({ lib: readDigests(lib) });
    const channels = `--channel file://${lib} --channel file://${workspace.root}/forge `;
    expect(engine.runs().at(-1)).toContain(channels);
  });

  it('records what the packages contain, and which inputs have changed since the last build', async () => {
    const payload = [{ path: 'share/lib', content: 'one' }];
    const info = { 'run_exports.json': '{"weak":["lib >=1"]}' };
    await engine.makes('lib', [{ name: 'lib', payload, info, requirements: { run: ['zlib'] } }]);
    await build('lib');
    expect(readBuildReport(lib).changes).toBeUndefined();
    workspace.write({ 'lib/recipe.yaml': `# changed\n${recipeText('lib')}` });
    await workspace.hash();
    expect(await build('lib')).toMatchObject({ success: true });
    expect(readBuildReport(lib)).toMatchObject({
      changes: ['lib/recipe.yaml has changed'],
      packages: [{ depends: ['zlib'], runExports: { weak: ['lib >=1'] }, fileCount: 1 }],
    });
    expect(readFileLists(lib)).toEqual({ 'noarch/lib-1.0-h_0.conda': ['share/lib'] });
  });

  it("does not depend on the user's umask, and compiles with as many jobs as memory allows", async () => {
    const copied = 'mkdir "$output"; cp -R "$answer"/. "$output"';
    engine.answer('build', 'lib', `echo "umask $(umask), $CPU_COUNT job"; ${copied}`);
    const before = process.umask(0o077);
    const { output } = await build('lib', { memoryPerJob: 1e9 });
    expect(process.umask(before)).toBe(0o077);
    expect(output).toMatch(/^umask 0022, 1 job\n/);
  });

  it('prints what is suspicious about a package', async () => {
    await engine.makes('lib', [{ name: 'lib', payload: [{ path: 'site-packages/tests/x.py' }] }]);
    expect((await build('lib')).output).toContain(
      'Possible problems in lib-1.0-h_0.conda:\nwarning: site-packages contains a top-level folder of tests',
    );
  });

  it('warns if the disk may not have the room that the last build needed', async () => {
    workspace.write({ 'dist/conda/lib/build.json': '{"packages": [{"size": 1e18}]}' });
    const { success, output } = await build('lib');
    expect(output).toMatch(
      /^The disk may become full while lib\/recipe\.yaml is built: judging from the last build, [^]*\nbuilt lib\n/,
    );
    expect(success).toBe(true);
    expect((await build('lib')).output).not.toContain('The disk');
  });

  it('delivers packages that it cannot inspect', async () => {
    workspace.write({ 'dist/conda/lib/build.json': '{"packages": [null]}' });
    const { success, output } = await build('lib');
    expect(output).toContain(
      'The build succeeded, but nx-conda could not check its packages for missing libraries and other problems: TypeError',
    );
    expect(success).toBe(true);
    expect(readBuildReport(lib).packages).toHaveLength(1);
  });

  it('makes an empty channel of a recipe that builds nothing on this platform', async () => {
    engine.renders('lib', []);
    expect(await build('lib')).toMatchObject({ success: true });
    expect(readBuildReport(lib).packages).toEqual([]);
    expect(existsSync(join(lib, 'noarch/repodata.json'))).toBe(true);
    expect(engine.runs()).toHaveLength(1);
  });

  it('builds variants for different CUDA releases in a run each', async () => {
    const outputs = { cpu: 'None', gpu: '12.6' };
    await engine.makes(
      'lib',
      Object.entries(outputs).map(([build, cuda]) => ({
        name: 'lib',
        build,
        variant: { cuda_compiler_version: cuda },
      })),
    );
    expect(await build('lib')).toMatchObject({ success: true });
    const { packages } = readBuildReport(lib);
    expect(packages.map(({ buildString, cudaOverride }) => [buildString, cudaOverride])).toEqual([
      ['cpu', ''],
      ['gpu', '12.6'],
    ]);
    const [, ...builds] = engine.runs();
    expect(builds.map((line) => line.split(' ')[0])).toEqual(['CUDA=', 'CUDA=12.6']);
    expect(builds[1]).toMatch(
      /--variant-config \S+variant-1\.json --ignore-recipe-variants .*--skip-existing=local/,
    );
  });

  it('runs one heavy build at a time and one of each recipe, and says for whom it waits', async () => {
    await engine.makes('tool', [{ name: 'tool' }]);
    workspace.write({ 'tool/recipe.yaml': recipeText('tool') });
    await workspace.readGraph(['lib', 'tool']);
    await workspace.hash();
    const waiting = 'echo "lib has begun"; while [ ! -f "$here/go" ]; do sleep 0.01; done';
    engine.answer('build', 'lib', `${waiting}; mkdir "$output"; cp -R "$answer"/. "$output"`);
    const first = build('lib', { heavy: true });
    await untilPrinted(/lib has begun/);
    const others = [build('tool', { heavy: true }), build('lib')];
    await untilPrinted(
      /tool has the option "heavy" and is waiting for process \d+, which runs another heavy build\./,
    );
    await untilPrinted(/lib is waiting for process \d+, which also builds lib\/recipe\.yaml\./);
    writeFileSync(join(dirname(engine.path), 'go'), '');
    for (const task of [first, ...others]) expect(await task).toMatchObject({ success: true });
  });
});

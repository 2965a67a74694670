import { LIB, PACKAGES, startAgain, workspace } from '../lib-and-app.fixture';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machinePlatform } from '../../graph/machine-platform';
import { verifyBuild } from '../../local-cache/verify-build';
import { nxCacheFolder } from '../../nx';
import { readBuildReport } from '../../record/build-report';
import { recipeText } from '../recipe-workspace.fixture';
import buildExecutor from './executor';
import { workFolder, workFolderKey } from './work-folder';

const { engine } = workspace;
const lib = join(PACKAGES, 'lib');
const build = (project: string, options = {}) =>
  workspace.run(buildExecutor, `${project}:conda-build`, options);

/** What a failing build prints. */
async function failure(project: string, options = {}): Promise<string> {
  const { success, output } = await build(project, options);
  expect(success).toBe(false);
  return output;
}

describe('a failing build', () => {
  beforeEach(startAgain);

  it('is explained, and keeps the packages of the one before and its own files', async () => {
    await build('lib');
    const before = readBuildReport(lib);
    const log = [
      '✔ Successfully updated the host environment',
      'fatal error: cublas_v2.h: No such file or directory',
      'Error:   × Script failed with status 1',
    ];
    engine.answer('build', 'lib', `mkdir "$output"; cat <<END; exit 1\n${log.join('\n')}\nEND`);
    const output = await failure('lib');
    expect(output.replace(/after [\d.]+ s/, 'after 0 s')).toContain(
      [
        ...log,
        'lib/recipe.yaml was not built: the build script failed with exit status 1, after 0 s.',
        '  fatal error: cublas_v2.h: No such file or directory',
        'The compiler cannot find cublas_v2.h, which is part of libcublas-dev.\n',
      ].join('\n'),
    );
    expect(output).toMatch(/\nLog: dist\/conda\/lib\/build\.log\n$/);
    expect(readFileSync(join(lib, 'build.log'), 'utf8')).toBe(
      output
        .slice(output.indexOf(log[0] ?? ''))
        .replace('lib/recipe', '\nlib/recipe')
        .replace(/Log: .*\n/, ''),
    );
    expect(readBuildReport(lib)).toEqual(before);
    expect(await verifyBuild(lib)).toHaveProperty('stamps');
    const folder = workFolder(workFolderKey('lib/recipe.yaml', machinePlatform()));
    expect(existsSync(join(folder, 'channel'))).toBe(true);
  });

  it.each([
    [
      'an error in the recipe',
      'echo "Error:   × undefined x" >&2; exit 1',
      'Error:   × undefined x\nlib/recipe.yaml cannot be rendered.\nundefined x\nLog: dist/conda/lib/build.log\n',
    ],
    [
      'no rendering',
      'echo hello',
      '(rattler-build 0.74.0) with --render-only is not valid JSON.\n  1. Update rattler-build, for example with pixi global update rattler-build.\n  2. If <scratch>/engine/rattler-build is a wrapper around rattler-build, change the wrapper so that it prints only the output of rattler-build to stdout.\n',
    ],
  ])('shows %s', async (_, script, message) => {
    engine.answer('render', 'lib', script);
    expect(await failure('lib')).toContain(message);
    expect(readdirSync(lib)).toEqual(['build.log']);
  });

  it('names a package that rattler-build did not write', async () => {
    engine.answer('build', 'lib', 'mkdir -p "$output/noarch"; echo "{}" > "$output/noarch/repodata.json"');
    expect(await failure('lib')).toContain('did not write noarch/lib-1.0-h_0.conda.\n');
    expect(existsSync(lib)).toBe(false);
  });

  it('names both packages if a channel provides one of the workspace', async () => {
    const other =
      'name: lib, version: "0.9", build: h_0, subdir: noarch, url: "", channel: "https://conda.invalid/x"';
    const rendered = `finalized_dependencies: {host: {resolved: [{${other}}]}}`;
    await engine.makes('app', [{ name: 'app', info: { 'recipe/rendered_recipe.yaml': rendered } }]);
    await build('lib');
    expect(await failure('app')).toContain(
      "The build used lib 0.9 from https://conda.invalid/x, not the workspace's version 1.0 h_0 (project lib).",
    );
  });
});

describe('the log of a build', () => {
  beforeEach(startAgain);

  it('is replaced by that of the next build, and has no secrets', async () => {
    process.env['NX_CONDA_SPEC_TOKEN'] = 'planted-token-1';
    engine.answer('build', 'lib', 'echo "Error:   × $NX_CONDA_SPEC_TOKEN is wrong" >&2; exit 1');
    const output = await failure('lib');
    Reflect.deleteProperty(process.env, 'NX_CONDA_SPEC_TOKEN');
    expect(output).toContain('Error:   × ******** is wrong\n');
    expect(output + workspace.read('dist/conda/lib/build.log')).not.toContain('planted');
    await engine.makes('lib', [LIB]);
    await build('lib');
    expect(workspace.read('dist/conda/lib/build.log')).toBe('built lib\n');
  });

  it('has the errors of a file that is no recipe', async () => {
    workspace.write({ 'lib/recipe.yaml': 'package: {name: lib' });
    const output = await failure('lib');
    expect(output).toMatch(/^lib\/recipe\.yaml:1:\d+ [^]*\nLog: dist\/conda\/lib\/build\.log\n$/);
    expect(workspace.read('dist/conda/lib/build.log')).toContain('lib/recipe.yaml:1:');
  });
});

describe('a build that cannot start', () => {
  beforeEach(startAgain);
  afterEach(() => expect(engine.runs()).toEqual([]));

  it('names a project that is not built', async () => {
    expect(await failure('app')).toContain('lib is not built: dist/conda/lib/build.json does not exist.');
  });

  it("does not use damaged packages, and removes their entry in Nx's cache", async () => {
    process.env['NX_TASK_HASH'] = '42';
    await build('lib');
    engine.runs();
    writeFileSync(join(lib, 'noarch/lib-1.0-h_0.conda'), '');
    const entry = join(nxCacheFolder(workspace.root), '42');
    cpSync(lib, join(entry, 'dist/conda/lib'), { recursive: true });
    expect(await failure('app')).toMatch(
      /The build in dist\/conda\/lib cannot be used: noarch\/lib-1\.0-h_0\.conda .*\. The entry of this build in Nx's cache was damaged too/,
    );
    expect(existsSync(entry)).toBe(false);
  }, 20_000);

  it('shows the way round of a cycle', async () => {
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', 'requirements: {build: [app]}') });
    engine.renders('lib', [{ name: 'lib', requirements: { build: ['app'] } }]);
    await workspace.readGraph(['lib', 'app']);
    await workspace.hash();
    expect(await failure('lib')).toMatch(
      /form a build cycle: (app → lib → app|lib → app → lib)\.\n.* lib\/recipe\.yaml:2:24 lib requires app/s,
    );
  });

  it.each([
    [
      { variants: ['gpu.json'] },
      'This task would use variants from gpu.json, but the hash of the build covers variants from variants.json.',
    ],
    [{ channels: ['./nowhere'] }, 'Channel ./nowhere not found'],
    [
      { rattlerBuild: 'nowhere' },
      'Cannot run rattler-build at <scratch>/workspace/nowhere: the file does not exist.',
    ],
    [
      { builtWith: 'an older one' },
      'The project graph was created with an older one, but this task uses nx-conda',
    ],
  ])('refuses %j', async (options, message) => {
    expect(await failure('lib', options)).toContain(message);
  });

  it('says how to get rattler-build if there is none and nothing may be downloaded', async () => {
    const output = await workspace.withoutEngine(() => failure('lib', { rattlerBuild: '' }));
    expect(output).toContain(
      'rattler-build was not found on this machine, and NX_CONDA_NO_DOWNLOAD=1 forbids',
    );
  });

  it('needs the variant files of the graph', async () => {
    workspace.write({ 'gpu.json': '{"python": ["3.12"]}' });
    await workspace.readGraph(['lib'], { variants: ['gpu.json'] });
    await workspace.hash();
    expect(await build('lib')).toMatchObject({ success: true });
    expect(engine.runs().at(-1)).toContain(`--variant-config ${workspace.path('gpu.json')} `);
    workspace.write({ 'gpu.json': '{"python": [' });
    expect(await failure('lib')).toContain('gpu.json:1:');
    rmSync(workspace.path('gpu.json'));
    expect(await failure('lib')).toContain('The variant file gpu.json does not exist.');
  });
});

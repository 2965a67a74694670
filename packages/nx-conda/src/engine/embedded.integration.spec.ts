import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedEngine } from './embedded';

/**
 * A fake py-rattler-build: like Rust, `build_recipes_py` prints PLAN directly, bypassing Python's stdout; all calls are
 * recorded in `calls`.
 */
const NATIVE = `
import json, os
class Failed(Exception): pass
def note(**call):
    with open(os.environ["CALLS"], "a") as file: file.write(json.dumps(call) + "\\n")
def get_rattler_build_version_py(): return "9.9.9"
def build_recipes_py(recipes, **options):
    note(recipes=recipes, **{key: value for key, value in options.items() if value})
    plan = json.loads(os.environ["PLAN"])
    if isinstance(plan, str): raise Failed(plan)
    os.write(1, (json.dumps(plan) + "\\n").encode())
def upload(server):
    def record(*arguments):
        note(upload=server, arguments=arguments)
        if os.environ.get("FAIL"): raise Failed("PyRattlerBuildError: " + os.environ["FAIL"])
    return record
upload_package_to_quetz_py = upload("quetz")
upload_package_to_artifactory_py = upload("artifactory")
upload_package_to_prefix_py = upload("prefix")
upload_package_to_anaconda_py = upload("anaconda")
upload_package_to_cloudsmith_py = upload("cloudsmith")
`;

const PACKAGE = `
import json, os
from types import SimpleNamespace as Record
from rattler_build._rattler_build import Failed, note
class Values:
    def __init__(self, *positional, **named): self.__dict__.update(named)
class PlatformConfig(Values): pass
class JinjaConfig(Values): pass
class ToolConfiguration(Values): pass
class RenderConfig(Values): build_platform = "linux-64"
class VariantConfig(Values):
    @staticmethod
    def from_files_with_context(files, context): note(files=files); return VariantConfig()
    @staticmethod
    def from_yaml_with_context(yaml, context): note(asked=json.loads(yaml)); return {"answer": json.loads(os.environ["ANSWER"])}
    def merge(self, other): return self
class Variant(Values):
    def run_build(self, progress_callback, tool_config, **options):
        package = self.content["package"]["name"]
        note(build=package, test=tool_config.test_strategy, **{key: str(value) for key, value in options.items() if value})
        for span, message in json.loads(os.environ.get("LOG", "[]")):
            progress_callback.on_log(Record(level="info", span=span, message=message))
        if os.environ.get("FAIL"): raise Failed("PyRattlerBuildError: " + os.environ["FAIL"])
class Stage0Recipe:
    @staticmethod
    def from_file(file): return Stage0Recipe()
    def to_dict(self): return {"build": {"skip": ["linux"]}}
    def render(self, variants, config):
        if os.environ.get("CAUSE"): raise Failed(os.environ["CAUSE"])
        contents = [output["recipe"] for output in json.loads(os.environ["VARIANTS"])]
        variant = {"target_platform": "linux-64", "lib-a": "1"}
        return [
            Variant(content=content, variant=variant, hash_info=None, recipe=Record(context={}, to_dict=lambda content=content: content))
            for content in contents
        ]
class Package:
    depends = ["zlib >=1"]
    name = "a"
    @staticmethod
    def from_file(file): note(tests=file); return Package()
    def run_tests(self, channel, channel_priority, progress_callback):
        for span, message in json.loads(os.environ.get("LOG", "[]")):
            progress_callback.on_log(Record(level="info", span=span, message=message))
        output = ["some line", "PyRattlerBuildError: " + os.environ.get("FAIL", "")]
        return [Record(success=not os.environ.get("FAIL"), output=output)]
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  mkdirSync(join(folder, 'rattler_build'));
  writeFileSync(join(folder, 'rattler_build/_rattler_build.py'), NATIVE);
  writeFileSync(join(folder, 'rattler_build/__init__.py'), PACKAGE);
  writeFileSync(join(folder, 'recipe.yaml'), 'package:\n  name: ${{ nope }}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Output {
  name: string;
  staging?: string;
}

const plan = (...outputs: Output[]) =>
  JSON.stringify(
    outputs.map(({ name, staging }) => ({
      recipe: {
        package: { name, version: '1' },
        build: { string: 'h_0' },
        requirements: { host: ['zlib', { pin_subpackage: { name: 'b' } }] },
        ...(staging && { staging_caches: [{ name: staging }] }),
      },
      build_configuration: {
        target_platform: 'linux-64',
        variant: { target_platform: 'linux-64', lib_a: '1' },
      },
    })),
  );

/** Runs the command as the plugin does. */
function engine(args: string[], env: Record<string, string> = {}) {
  const calls = join(folder, 'calls');
  rmSync(calls, { force: true });
  const { command, args: prefix } = embeddedEngine('python3', folder, {
    NX_CONDA_CACHE_DIR: join(folder, 'cache'),
  });
  const result = spawnSync(command, [...prefix, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CALLS: calls, ...env },
  });
  const noted = () =>
    readFileSync(calls, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
  return {
    rc: result.status,
    stdout: result.stdout,
    stderr: result.stderr.replaceAll(folder, '<folder>'),
    noted,
  };
}

const BUILD = ['build', '--no-config', '--log-style', 'plain', '--recipe', 'recipe.yaml'];
const BUILD_TO = [
  ...BUILD,
  '--channel',
  'file:///c',
  '--output-dir',
  'out',
  '--no-build-id',
  '--test',
  'skip',
];

describe('the embedded engine', () => {
  it('prints its version as rattler-build does', () => {
    expect(engine(['--version'])).toMatchObject({ rc: 0, stdout: 'rattler-build 9.9.9\n' });
  });

  it.each([
    [[], "no command ''"],
    [['publish'], "no command 'publish'"],
    [['build', '--keep-build'], "unexpected argument '--keep-build'"],
    [['test', '--package-file', 'x', '--variant', 'a=b'], "unexpected argument '--variant'"],
    [['build', '--recipe'], "a value is required for '--recipe'"],
    [['build', '--test', 'sometimes'], "invalid value 'sometimes' for '--test'"],
    [['build', '--no-build-id=yes'], '--no-build-id accepts no value'],
    [['build', '--variant', 'python'], 'must be key=value'],
    [['test'], "a value is required for '--package-file'"],
  ])('refuses %j with exit code 2', (args, message) => {
    const { rc, stdout, stderr } = engine(args);
    expect({ rc, stdout }).toEqual({ rc: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('its --render-only', () => {
  it('prints the output of the engine, and passes on all of its inputs', () => {
    const args = [
      '-m',
      'v.json',
      '--variant',
      'python=3.11,3.12',
      '--ignore-recipe-variants',
      '--target-platform',
      'osx-64',
    ];
    const { rc, stdout, stderr, noted } = engine([...BUILD, '--render-only', ...args], {
      PLAN: plan({ name: 'a' }),
    });
    expect({ rc, stderr, rendered: JSON.parse(stdout) }).toEqual({
      rc: 0,
      stderr: '',
      rendered: JSON.parse(plan({ name: 'a' })),
    });
    expect(noted()).toEqual([
      {
        recipes: [expect.stringMatching(/recipe\.yaml$/)],
        render_only: true,
        ignore_recipe_variants: true,
        target_platform: 'osx-64',
        variant_config: ['v.json'],
        variant_overrides: { python: ['3.11', '3.12'] },
      },
    ]);
  });

  it('reports the cause that the engine hides, with the line', () => {
    const CAUSE =
      'Render error: Parse(JinjaError { message: "undefined value (template: \\"${{ nope }}\\")", span: Span { start: Some(Marker { source: 0, character: 17, line: 2, column: 9 }), end: None } })';
    const { rc, stdout, stderr } = engine([...BUILD, '--render-only'], { PLAN: '"Failed to render"', CAUSE });
    expect({ rc, stdout }).toEqual({ rc: 1, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
      "Error:   × Failed to render
        ╰─▶ undefined value (template: "\${{ nope }}")
         ╭─[<folder>/recipe.yaml:2:9]
       1 │ package:
       2 │   name: \${{ nope }}
         ·         ┬
       3 │ 
         ╰────
      "
    `);
  });

  it.each([
    ['VariantExpand(InvalidZipKeyLength("numpy"))', 'Zip key elements do not all have same length: numpy'],
    ['TopologicalSort(CycleDetected { packages: "a, b" })', 'Cycle detected in recipe outputs: a, b'],
    ['MissingOutput { package: "psb" }', 'missing output: psb'],
    [
      'ParseError { path: "v.yaml", source: TypeMismatch { expected: "sequence", actual: "string" } }',
      'expected sequence but got string',
    ],
    [
      "invalid value for 'build': unknown field 'scripts'",
      "invalid value for 'build': unknown field 'scripts'",
    ],
  ])('makes words of %s', (debug, words) => {
    const { stderr } = engine([...BUILD, '--render-only'], {
      PLAN: '"Failed"',
      CAUSE: `Render error: ${debug}`,
    });
    expect(stderr).toBe(`Error:   × Failed\n  ╰─▶ ${words}\n`);
  });

  it('finds skipped outputs of experimental recipes, once each, because the engine cannot', () => {
    const VARIANTS = plan({ name: 'a' }, { name: 'a' });
    const args = [...BUILD, '--render-only', '--experimental'];
    const built = engine(args, { VARIANTS, ANSWER: '["built"]' });
    expect(built.noted()[0]).toEqual({ asked: { answer: ['built', { if: 'linux', then: 'skipped' }] } });
    expect(JSON.parse(built.stdout)).toEqual(JSON.parse(plan({ name: 'a' })));
    expect(engine(args, { VARIANTS, ANSWER: '["built", "skipped"]' })).toMatchObject({
      rc: 0,
      stdout: '[]\n',
    });
  });

  it('reports a missing recipe', () => {
    const { rc, stderr } = engine(['build', '-r', 'no.yaml', '--render-only'], { PLAN: '[]' });
    expect({ rc, stderr }).toEqual({ rc: 1, stderr: 'Error:   × The file no.yaml could not be found.\n' });
  });
});

describe('its build', () => {
  const outputs = { PLAN: plan({ name: 'b' }, { name: 'a' }) };

  it('builds the announced outputs once each, in that order, and no other variant', () => {
    const VARIANTS = plan({ name: 'a' }, { name: 'skipped' }, { name: 'b' }, { name: 'a' });
    const { rc, stdout, noted } = engine(BUILD_TO, { ...outputs, VARIANTS });
    expect({ rc, stdout }).toEqual({ rc: 0, stdout: '' });
    const options = {
      test: 'skip',
      channels: "['file:///c']",
      no_build_id: 'True',
      output_dir: expect.stringMatching(/\/out$/),
    };
    expect(noted().filter((call) => 'build' in call)).toEqual([
      { build: 'b', ...options },
      { build: 'a', ...options },
    ]);
  });

  it('shows the log without progress of indexes', () => {
    const LOG = JSON.stringify([
      ['index_subdir', 'noise'],
      ['Running build script', '+ make'],
    ]);
    const { stderr } = engine(BUILD_TO, { PLAN: plan({ name: 'a' }), VARIANTS: plan({ name: 'a' }), LOG });
    expect(stderr).toBe('rattler-build 9.9.9 (py-rattler-build)\nBuild variant: a-1-h_0\n+ make\n');
  });

  it('stops at the first failure', () => {
    const { rc, stderr, noted } = engine(BUILD_TO, {
      ...outputs,
      VARIANTS: outputs.PLAN,
      FAIL: 'Script failed to execute',
    });
    expect(rc).toBe(1);
    expect(stderr).toContain('Error:   × Script failed to execute\n');
    expect(noted().filter((call) => 'build' in call)).toHaveLength(1);
  });

  it('lists the unsolved specs, and says that the cause is unknown', () => {
    const LOG = JSON.stringify(
      ['  Channels: ', '   - https://example.org/c/', '  Specs:', '   - zlib', '   - gen >=2'].map((line) => [
        '',
        line,
      ]),
    );
    const fail = { LOG, FAIL: 'Failed to resolve dependencies' };
    const { stderr } = engine(BUILD_TO, {
      PLAN: plan({ name: 'a' }),
      VARIANTS: plan({ name: 'a' }),
      ...fail,
    });
    expect(stderr.slice(stderr.indexOf('Error'))).toMatchInlineSnapshot(`
      "Error:   × Failed to resolve dependencies
        ╰─▶ Cannot solve the request. py-rattler-build does not report the cause. All of these are required together:
              - zlib
              - gen >=2
            from these channels; earlier channels have priority:
              - https://example.org/c/
            To see the cause, install the rattler-build command: with pixi global install rattler-build,
            as the package rattler-build of conda-forge, or as a release from its GitHub page.
      "
    `);
  });

  it('builds outputs of one staging build in one call, which does not repeat it', () => {
    const shared = plan({ name: 'a', staging: 's' }, { name: 'b', staging: 's' });
    const { rc, noted } = engine(BUILD_TO, { PLAN: shared, VARIANTS: shared });
    expect(rc).toBe(0);
    expect(noted().slice(1)).toEqual([
      expect.objectContaining({
        test: 'skip',
        no_build_id: true,
        output_dir: expect.stringMatching(/\/out$/),
      }),
    ]);
  });

  it('passes on a date with its zone, and refuses one without a zone', () => {
    const one = { PLAN: plan({ name: 'a' }), VARIANTS: plan({ name: 'a' }) };
    const { noted } = engine([...BUILD_TO, '--exclude-newer', '2024-03-15T12:00:00Z'], one);
    expect(noted().at(-1)).toMatchObject({ exclude_newer: '2024-03-15 12:00:00+00:00' });
    const { rc, stderr } = engine([...BUILD_TO, '--exclude-newer', '2024-03-15'], one);
    expect(rc).toBe(1);
    expect(stderr).toContain("invalid value '2024-03-15' for '--exclude-newer'");
  });
});

describe('its test', () => {
  const TEST = ['test', '--no-config', '--package-file', 'a.conda', '--channel', 'c', '--output-dir', 'out'];

  it('runs the tests of the package', () => {
    const { rc, noted } = engine(TEST);
    expect({ rc, noted: noted() }).toEqual({ rc: 0, noted: [{ tests: 'a.conda' }] });
  });

  it('fails with the error of the test', () => {
    const { rc, stderr } = engine(TEST, { FAIL: 'failed to run test: status 4' });
    expect(rc).toBe(1);
    expect(stderr).toContain('Error:   × failed to run test: status 4\n');
  });

  it('names the requirements of the package if its environment cannot be solved', () => {
    const LOG = JSON.stringify(['  Specs:', '   - a ==1 h_0'].map((line) => ['', line]));
    const { stderr } = engine(TEST, { LOG, FAIL: 'failed to setup test environment' });
    expect(stderr).toContain('- a ==1 h_0\n        - zlib >=1, which a needs\n');
  });
});

describe('its upload', () => {
  const LOG = ['--color', 'never', '--log-style', 'plain'];
  const TO = ['--url', 'https://host', '--channel', 'mine'];

  it.each([
    [
      'quetz',
      TO,
      { QUETZ_API_KEY: 'key' },
      [['a.conda', 'b.conda'], 'https://host', 'mine', 'key', 'auth.json'],
    ],
    ['artifactory', TO, {}, [['a.conda', 'b.conda'], 'https://host', 'mine', null, 'auth.json']],
    [
      'prefix',
      [...TO, '--force', '--generate-attestation'],
      { PREFIX_API_KEY: 'key' },
      [['a.conda', 'b.conda'], 'https://host', 'mine', 'key', 'auth.json', false, true, true, null, false],
    ],
    [
      'anaconda',
      ['--owner', 'me', '--channel', 'dev'],
      { ANACONDA_API_KEY: 'key' },
      [['a.conda', 'b.conda'], 'me', ['dev'], 'key', null, false, 'auth.json'],
    ],
    [
      'cloudsmith',
      ['--owner', 'me', '--repo', 'repo'],
      { CLOUDSMITH_API_KEY: 'key' },
      [['a.conda', 'b.conda'], 'me', 'repo', 'key', null, 'auth.json'],
    ],
  ])('passes files, address and token to %s', (server, flags, env, given) => {
    const args = ['upload', server, ...LOG, ...flags, 'a.conda', 'b.conda'];
    const { rc, stderr, noted } = engine(args, { RATTLER_AUTH_FILE: 'auth.json', ...env });
    expect({ rc, stderr }).toEqual({ rc: 0, stderr: '' });
    expect(noted()).toEqual([{ upload: server, arguments: given }]);
  });

  it('prints the error of a failed upload as rattler-build does', () => {
    const { rc, stderr } = engine(['upload', 'quetz', ...TO, 'a.conda'], { FAIL: 'wrong token' });
    expect({ rc, stderr }).toEqual({ rc: 1, stderr: 'Error:   × wrong token\n' });
  });

  it('refuses S3, which py-rattler-build cannot index', () => {
    const { rc, stderr } = engine(['upload', 's3', '--channel', 's3://bucket', 'a.conda']);
    expect(rc).toBe(2);
    expect(stderr).toContain("has no command 'upload s3': it supports only build, test, upload quetz");
  });
});

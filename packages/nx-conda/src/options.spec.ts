import { readSettings, variantFiles } from './options';

describe('readSettings', () => {
  it('has defaults for everything', () => {
    expect(readSettings(undefined)).toEqual({
      channels: ['conda-forge'],
      outputRoot: 'dist/conda',
      exclude: [],
      checks: {},
      folders: {},
      targets: {
        build: { name: 'conda-build', overrides: {} },
        test: { name: 'conda-test', overrides: {} },
        check: { name: 'conda-check', overrides: {} },
        explain: { name: 'conda-explain', overrides: {} },
        publish: { name: 'conda-publish', overrides: {} },
        render: { name: 'conda-render', overrides: {} },
      },
    });
  });

  it('lets targets be renamed, overridden and turned off', () => {
    const { targets } = readSettings({
      targets: { build: 'pack', test: { name: 'try', parallelism: false }, publish: false, render: 'look' },
    });
    expect(targets).toEqual({
      build: { name: 'pack', overrides: {} },
      explain: { name: 'conda-explain', overrides: {} },
      test: { name: 'try', overrides: { parallelism: false } },
      check: { name: 'conda-check', overrides: {} },
      publish: false,
      render: { name: 'look', overrides: {} },
    });
  });

  it('lists the known keys for an unknown one', () => {
    const options = { chanels: [] } as object;
    expect(() => readSettings(options)).toThrow(
      /"chanels" in nx.json.\n {2}1. Did you mean channels\?\n {2}2. Known options: channels, variants/,
    );
    expect(() => readSettings({ targets: { biuld: false } as object })).toThrow(
      /"biuld".*\n.*Did you mean build\?\n.*build, test, check, publish, render/,
    );
  });

  it('refuses a severity that it does not know', () => {
    const options = { checks: { 'missing-tests': 'never' } } as object;
    expect(() => readSettings(options)).toThrow(
      /sets missing-tests to "never", which is not a severity.\n {2}1. Known severities: error, warning/,
    );
  });

  it.each([
    [{ publishTo: ['dist/channel'] }, 'The nx-conda option "publishTo" in nx.json is ["dist/channel"]'],
    [
      { targets: { publish: { options: { to: 1 } } } },
      'The option "to" of the target publish in nx.json is 1',
    ],
  ])('refuses %j as a channel and shows the known forms', (options, message) => {
    expect(() => readSettings(options as object)).toThrow(message);
    expect(() => readSettings(options as object)).toThrow(
      '\n  1. Set a folder, for example "dist/channel", or',
    );
  });

  it('refuses credentials in the URL of a channel without showing them', () => {
    const options = { publishTo: 'https://planted@prefix.dev/mine' };
    expect(() => readSettings(options)).toThrow(/https:\/\/\*\*\*@prefix.dev\/mine\n {2}1\. Remove/);
    expect(readSettings({ publishTo: 'https://prefix.dev/mine' }).publishTo).toBe('https://prefix.dev/mine');
  });

  it('refuses values of the wrong type', () => {
    expect(() => readSettings({ channels: 'conda-forge' } as object)).toThrow(
      '"channels" in nx.json must be a list',
    );
    expect(() => readSettings({ outputRoot: 1 } as object)).toThrow(
      '"outputRoot" in nx.json must be a string',
    );
  });
});

describe('the option folders', () => {
  it('has paths as in Nx', () => {
    const folders = { './wasm/': { variants: ['./wasm//v.json'] }, '.': { isolated: true } };
    expect(readSettings({ folders }).folders).toEqual({
      wasm: { variants: ['wasm/v.json'] },
      '.': { isolated: true },
    });
  });

  it.each([
    [{ wasm: { chanels: [] } }, '"chanels" for the folder wasm in nx.json.\n  1. Did you mean channels?'],
    [{ wasm: { outputRoot: 'out' } }, '"outputRoot" for the folder wasm'],
    [{ wasm: { channels: 'x' } }, 'option "folders["wasm"].channels" in nx.json must be a list of strings.'],
    [{ wasm: { targetPlatform: 1 } }, 'option "folders["wasm"].targetPlatform" in nx.json must be a string.'],
    [{ wasm: { reads: 1 } }, 'option "folders["wasm"].reads" in nx.json must be a list of strings.'],
    [{ wasm: { checks: { x: 'no' } } }, 'option "folders["wasm"].checks" in nx.json sets x to "no"'],
    [{ wasm: { variants: ['../v.json'] } }, 'option "folders["wasm"].variants" is absolute, or leads out'],
    [{ '../wasm': {} }, 'The path ../wasm in the nx-conda option "folders" is absolute, or leads out'],
    [{ wasm: { publishTo: 1 } }, 'option "folders["wasm"].publishTo" in nx.json is 1'],
    [['wasm'], 'option "folders" in nx.json must be an object with the options of each folder.'],
    [{ wasm: 'emscripten-wasm32' }, 'option "folders" in nx.json must be an object'],
  ])('refuses %j', (folders, message) => {
    expect(() => readSettings({ folders } as object)).toThrow(message);
  });
});

describe('the output root', () => {
  it.each(['../out', '/out', '..', 'dist/../../out', 'D:/out', 'D:\\out'])(
    'must lie in the workspace, unlike %s',
    (outputRoot) => {
      expect(() => readSettings({ outputRoot })).toThrow(
        `The path ${outputRoot} in the nx-conda option "outputRoot" is absolute, or leads out of the workspace. Nx can neither restore nor hash files outside the workspace.`,
      );
    },
  );

  it.each(['dist/conda', './dist', '..dist'])('may be %s', (outputRoot) => {
    expect(readSettings({ outputRoot }).outputRoot).toBe(outputRoot);
  });
});

describe('the variants of readSettings', () => {
  it('are written as Nx writes paths', () => {
    expect(readSettings({ variants: ['./a.json', 'b//c.yaml'] }).variants).toEqual(['a.json', 'b/c.yaml']);
  });

  it('come from the options of the build target where they are given there', () => {
    const build = { options: { variants: ['w.json'] } };
    expect(readSettings({ variants: ['v.json'], targets: { build } }).variants).toEqual(['w.json']);
  });

  it('go with the platform, which may be given there as well', () => {
    const build = { options: { targetPlatform: 'linux-aarch64' } };
    expect(readSettings({ targetPlatform: 'linux-64', targets: { build } }).targetPlatform).toBe(
      'linux-aarch64',
    );
    const wrong = { build: { options: { variants: 'w.json' } } };
    expect(() => readSettings({ targets: wrong })).toThrow('"variants" in nx.json');
  });

  it('must lie in the workspace, where Nx can hash them', () => {
    const refusal = 'is absolute, or leads out of the workspace. Nx cannot hash files outside the workspace.';
    expect(() => readSettings({ variants: ['../a.json'] })).toThrow(refusal);
    expect(() => readSettings({ variants: ['/etc/a.json'] })).toThrow(refusal);
  });
});

describe('variantFiles', () => {
  it('requires the configured files, but not the default one', () => {
    expect(variantFiles(undefined)).toEqual([{ path: 'variants.json', required: false }]);
    expect(variantFiles(['a.yaml'])).toEqual([{ path: 'a.yaml', required: true }]);
    expect(variantFiles([])).toEqual([]);
  });
});

import { isIn, settingsIn } from './folder-settings';
import { readSettings } from './options';

describe('the settings for a folder', () => {
  const shared = readSettings({
    channels: ['conda-forge'],
    checks: { 'missing-tests': 'off', 'missing-stdlib': 'off' },
    folders: {
      'recipes/wasm/tools': { targetPlatform: 'linux-64' },
      recipes: { channels: ['outer'], isolated: true, checks: { 'missing-tests': 'info' } },
      'recipes/wasm': { targetPlatform: 'emscripten-wasm32', channels: ['inner'] },
    },
  });

  it('are those of all folders around it, the innermost last', () => {
    expect(settingsIn(shared, 'recipes/wasm/tools/protoc')).toMatchObject({
      targetPlatform: 'linux-64',
      channels: ['inner'],
      isolated: true,
      checks: { 'missing-tests': 'info', 'missing-stdlib': 'off' },
    });
    expect(settingsIn(shared, 'recipes/wasm')).toMatchObject({ targetPlatform: 'emscripten-wasm32' });
  });

  it('are the shared ones in a folder with only a similar name', () => {
    expect(settingsIn(shared, 'recipes-old/wasm')).toBe(shared);
    expect(settingsIn(shared, '.')).toBe(shared);
  });

  it('override the options of targets, which are for all recipes', () => {
    const settings = readSettings({
      targets: {
        build: { options: { channels: ['all'], memoryPerJob: 4 }, parallelism: false },
        publish: { options: { to: 'channel' } },
        test: false,
      },
      folders: { wasm: { channels: [], publishTo: 'wasm-channel' } },
    });
    const { targets } = settingsIn(settings, 'wasm/zlib');
    expect(targets.build).toEqual({
      name: 'conda-build',
      overrides: { options: { memoryPerJob: 4 }, parallelism: false },
    });
    expect(targets.publish).toEqual({ name: 'conda-publish', overrides: { options: {} } });
    expect(targets.test).toBe(false);
  });

  it('are for the whole workspace with the folder .', () => {
    const settings = readSettings({ folders: { a: { channels: ['a'] }, '.': { channels: [] } } });
    expect(settingsIn(settings, 'b').channels).toEqual([]);
    expect(settingsIn(settings, 'a').channels).toEqual(['a']);
  });
});

it.each([
  ['a', 'a', true],
  ['a', 'a/b', true],
  ['a', 'ab', false],
  ['.', 'a', true],
])('isIn: %s contains %s: %s', (folder, path, expected) => {
  expect(isIn(folder, path)).toBe(expected);
});

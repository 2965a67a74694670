import { platformVariables } from './platform';

const truths = (platform: string) =>
  Object.entries(platformVariables(platform))
    .filter(([, value]) => value === true)
    .map(([name]) => name)
    .sort();

describe('platformVariables', () => {
  // What rattler-build 0.74 renders for each platform.
  it.each([
    ['linux-64', ['linux', 'linux64', 'unix', 'x86_64']],
    ['linux-32', ['linux', 'linux32', 'unix', 'x86']],
    ['linux-aarch64', ['aarch64', 'linux', 'linuxaarch64', 'unix']],
    ['osx-arm64', ['arm64', 'osx', 'osxarm64', 'unix']],
    ['win-64', ['win', 'win64', 'x86_64']],
    ['emscripten-wasm32', ['emscripten', 'emscriptenwasm32', 'unix', 'wasm32']],
    ['wasi-wasm32', ['wasi', 'wasiwasm32', 'wasm32']],
    ['freebsd-64', ['freebsd', 'freebsd64', 'unix', 'x86_64']],
    ['zos-z', ['z', 'zos', 'zosz']],
  ])('%s', (platform, names) => {
    expect(truths(platform)).toEqual(names);
    expect(platformVariables(platform)['target_platform']).toBe(platform);
  });
});

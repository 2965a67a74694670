import { conditionHolds } from './condition';

describe('conditionHolds', () => {
  it.each([
    ['linux', 'linux-64', true],
    ['linux', 'osx-arm64', false],
    ['unix and not aarch64', 'linux-aarch64', false],
    ['osx or linux', 'osx-64', true],
    ['win', 'win-64', true],
    ['target_platform == "linux-64"', 'linux-64', true],
    ['arm64', 'osx-arm64', true],
  ])('%s on %s: %s', (condition, platform, expected) => {
    expect(conditionHolds(condition, platform)).toBe(expected);
  });

  it.each([
    ['linux and os.environ.get("CF_CUDA")', 'win-64', false],
    ['linux and os.environ.get("A", "b") == "True"', 'linux-64', undefined],
    ['linux or os.environ.get("A")', 'linux-64', true],
    ['not (win or os.environ.get("A"))', 'win-64', false],
    ['(linux) and (not unix)', 'linux-64', false],
    ['"a or b" == target_platform', 'linux-64', false],
    ['os.environ.get("A") if linux else win', 'win-64', undefined],
  ])('%s on %s, with an unknown part: %s', (condition, platform, expected) => {
    expect(conditionHolds(condition, platform)).toBe(expected);
  });

  it.each([
    ['cuda_compiler_version != "None"', '12.9', true],
    ['cuda_compiler_version == "None" or osx', '12.9', false],
    ['match(cuda_compiler_version, "13.*")', '12.9', false],
    ['match(cuda_compiler_version, ">=12.8")', '12.9', true],
    ['not match(cuda_compiler_version, ">=12.8")', 'None', undefined],
    ['match(cuda_compiler_version, "12")', '12.9', undefined],
    ['cuda_compiler_version in ("12.9", "13.0")', '12.9', true],
    ['(cuda_compiler_version or "None") != "None"', '12.9', true],
  ])('%s with CUDA %s: %s', (condition, cuda, expected) => {
    expect(conditionHolds(condition, 'linux-64', { cuda_compiler_version: cuda })).toBe(expected);
  });

  it.each(['cuda_compiler_version != "None"', 'os.environ.get("CF_CUDA")', 'python', 'linux and', '1'])(
    'decides nothing about %s',
    (condition) => {
      expect(conditionHolds(condition, 'linux-64')).toBeUndefined();
    },
  );
});

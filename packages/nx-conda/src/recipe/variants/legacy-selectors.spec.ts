import { conditionHolds, selectLines } from './legacy-selectors';

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

  it.each(['cuda_compiler_version != "None"', 'os.environ.get("CF_CUDA")', 'python', 'linux and', '1'])(
    'decides nothing about %s',
    (condition) => {
      expect(conditionHolds(condition, 'linux-64')).toBeUndefined();
    },
  );
});

describe('selectLines', () => {
  const text = 'a:\n  - 1  # [linux]\n  - 2  # [osx]\n  - 3  # no selector\n';

  it('blanks the lines for other platforms, and keeps every offset', () => {
    expect(selectLines(text, 'linux-64')).toEqual({
      text: `a:\n  - 1  # [linux]\n${' '.repeat('  - 2  # [osx]'.length)}\n  - 3  # no selector\n`,
      isDecided: true,
    });
    expect(selectLines(text.replaceAll('\n', '\r\n'), 'linux-64').text).toHaveLength(text.length + 4);
  });

  it('keeps an undecidable line, and reports it', () => {
    const line = '  - 4  # [cuda_enabled]\n';
    expect(selectLines(line, 'linux-64')).toEqual({ text: line, isDecided: false });
  });
});

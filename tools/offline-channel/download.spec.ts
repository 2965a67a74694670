import { groupsOf, pipArguments, requirementsText } from './download';

describe('requirementsText', () => {
  it('pins versions and hashes', () => {
    const hash = 'c'.repeat(64);
    const files = [{ distribution: 'numpy', version: '2.4.6', sha256: hash, format: 'wheel' }] as const;
    expect(requirementsText(files)).toBe(`numpy==2.4.6 --hash=sha256:${hash}\n`);
  });
});

describe('pipArguments', () => {
  it('requests wheels of the target, whatever Python runs pip', () => {
    const args = pipArguments('wheel', '/requirements.txt', '/folder').join(' ');
    expect(args).toContain('--only-binary=:all: --python-version 3.11 --implementation cp --abi cp311');
    expect(args).toContain('--require-hashes');
  });

  it('requests source archives without a target, as pip requires', () => {
    const args = pipArguments('sdist', '/requirements.txt', '/folder');
    expect(args).toContain('--no-binary=:all:');
    expect(args).not.toContain('--platform');
  });

  it('never names an index: that is in the settings of the machine', () => {
    const args = pipArguments('wheel', '/requirements.txt', '/folder');
    expect(args.filter((arg) => /index-url|find-links|:\/\//.test(arg))).toEqual([]);
  });
});

describe('groupsOf', () => {
  it("puts Debian's files first, small ones together, and each large one separately", () => {
    const file = (distribution: string, format: 'wheel' | 'sdist' | 'deb', megabytes?: number) => ({
      ...{ distribution, version: '1', sha256: 'c'.repeat(64), format, megabytes },
    });
    const files = [
      file('torch', 'wheel', 821),
      file('numpy', 'wheel'),
      file('ninja_syntax', 'sdist'),
      file('nvcc', 'deb', 87),
      file('fire', 'wheel'),
      file('cublas', 'wheel', 393),
    ];
    const names = groupsOf(files).map((group) => group.map(({ distribution }) => distribution));
    expect(names).toEqual([['nvcc'], ['numpy', 'fire'], ['ninja_syntax'], ['torch'], ['cublas']]);
  });
});

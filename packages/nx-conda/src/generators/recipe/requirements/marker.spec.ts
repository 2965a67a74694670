import fc from 'fast-check';
import { conditionOf } from './marker';

const compiled = { isNoarch: false, oldestPython: '3.8' };
const noarch = { isNoarch: true, oldestPython: '3.8' };

describe('conditionOf', () => {
  it.each<[string, boolean | string]>([
    ['python_version < "3.11"', 'match(python, "<3.11")'],
    ["python_version<='3.9'", 'match(python, "<3.10")'],
    ['python_version > "3.9"', 'match(python, ">=3.10")'],
    ['python_version == "3.10"', 'match(python, "3.10.*")'],
    ['python_version != "3.10"', 'not match(python, "3.10.*")'],
    ['python_full_version < "3.11.0a7"', 'match(python, "<3.11.0")'],
    ['"3.11" > python_version', 'match(python, "<3.11")'],
    ['python_version < "3.8"', false],
    ['python_version >= "3.7"', true],
    ['sys_platform == "win32"', 'win'],
    ['sys_platform != "win32"', 'not win'],
    ['platform_system == "Darwin" or os_name == "nt"', '(osx or win)'],
    ['sys_platform == "linux" and python_version < "3.11"', '(linux and match(python, "<3.11"))'],
    ['extra == "dev"', false],
    ['extra == "dev" or sys_platform == "linux"', 'linux'],
    ['python_version >= "3.7" and (extra == "a" or extra == "b")', false],
    ['platform_python_implementation == "PyPy"', false],
    ['sys_platform != "constructor"', true],
    ['python_full_version in "3.11.0 3.11.1"', true],
    ['python_full_version === "3.11.2"', 'match(python, "==3.11.2")'],
    ['python_version ~= "3"', true],
    ["implementation_name != 'cpython'", false],
    ["platform_python_implementation != 'PyPy'", true],
    ['platform_machine == "x86_64"', 'x86_64'],
    ['platform_machine == "s390x"', false],
    ['platform_machine != "s390x" and sys_platform != "cygwin"', true],
    ['platform_release in "5.1"', true],
  ])('%s', (marker, condition) => {
    expect(conditionOf(marker, compiled)).toBe(condition);
  });

  it('compares two numbers with two', () => {
    const surroundings = { isNoarch: true, oldestPython: '3.9.1' };
    expect(conditionOf('python_version <= "3.9"', surroundings)).toBe(true);
    expect(conditionOf('python_version == "3.9"', surroundings)).toBe(true);
    expect(conditionOf('python_full_version < "3.9.1"', surroundings)).toBe(false);
  });

  it('has no Python condition for a noarch package', () => {
    expect(conditionOf('python_version < "3.11"', noarch)).toBe(true);
    expect(conditionOf('python_version < "3.8"', noarch)).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ['sys_platform == "win32"', 'linux-64', false],
    ['sys_platform == "win32"', 'win-64', true],
    ['sys_platform != "win32"', 'osx-arm64', true],
    ['sys_platform == "linux" and platform_machine == "x86_64"', 'linux-aarch64', false],
    ['platform_machine == "arm64"', 'osx-arm64', true],
    ['os_name == "nt" or platform_system == "Linux"', 'linux-64', true],
  ])('%s on %s is %s', (marker, platform, condition) => {
    expect(conditionOf(marker, { ...noarch, platform })).toBe(condition);
  });

  it.each(['', 'nonsense', 'python_version <', '(sys_platform == "linux"', `${'('.repeat(100_000)}`])(
    'is undefined for invalid markers: %#',
    (marker) => {
      expect(conditionOf(marker, compiled)).toBeUndefined();
    },
  );

  it('returns only conditions for any input', () => {
    const part = fc.oneof(
      fc.constantFrom('python_version', '<', '"3.1"', '(', ')', 'or', 'extra', "'x'", '=='),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const condition = conditionOf(parts.join(' '), compiled);
        expect(String(condition)).toMatch(/^(true|false|undefined|[\w .,()<>=~"*!]+)$/);
      }),
    );
  });
});

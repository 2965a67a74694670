import { parse } from 'yaml';
import { facts, plan, python } from '../facts.fixture';
import { writeRecipe } from '../write-recipe';

interface Read {
  build: { noarch?: string; script: string | { env: Record<string, string> } };
}

function textOf(hasPlatformWheels: boolean | undefined): string {
  const source = facts({
    ...{ languages: ['c'], extensionSwitch: { name: 'A_MYPYC', value: 'true' }, hasPlatformWheels },
    python: python({ isPure: false, versionVariable: 'A_VERSION' }),
  });
  return writeRecipe(plan({ facts: source, kind: 'python' }));
}

describe('a build that compiles only with an environment variable', () => {
  it.each([
    [true, false],
    [undefined, true],
  ])('has the variable if the wheels are for platforms: %s', (hasPlatformWheels, isOpen) => {
    const text = textOf(hasPlatformWheels);
    const { build } = parse(text) as Read;
    expect(build.noarch).toBeUndefined();
    expect(build.script).toMatchObject({ env: { A_MYPYC: 'true', A_VERSION: '${{ version }}' } });
    expect(/^ *# TODO: decide whether to compile/m.test(text)).toBe(isOpen);
    expect(text).toContain("compiler('c')");
  });

  it('is noarch if the wheels are, with a TODO that names the variable', () => {
    const text = textOf(false);
    const { build } = parse(text) as Read;
    expect(build.noarch).toBe('python');
    expect(build.script).toMatchObject({ env: { A_VERSION: '${{ version }}' } });
    expect(text.replace(/\s*#\s*/g, ' ')).toContain(
      'TODO: decide whether to compile. The build compiles only with the environment variable A_MYPYC=true',
    );
    expect(text).not.toContain('compiler(');
  });
});

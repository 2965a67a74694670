import { outputsFromRendering, type RenderedOutput } from './rendered-outputs';

const CONFIGURATION = { target_platform: 'linux-64', variant: { python: '3.11.*', mkl: true } };

function facts(recipe: Partial<RenderedOutput['recipe']>) {
  const rendered = { package: { name: 'Lib', version: 1.1 }, build: { string: 'h1_0' }, ...recipe };
  return outputsFromRendering([{ recipe: rendered, build_configuration: CONFIGURATION }])[0];
}

const named = (...names: string[]) => names.map((name) => expect.objectContaining({ name }) as unknown);

describe('outputsFromRendering', () => {
  it('takes name, version, build string, platform and variant', () => {
    expect(facts({})).toMatchObject({
      name: 'lib',
      version: '1.1',
      buildString: 'h1_0',
      subdir: 'linux-64',
      variant: { python: '3.11.*', mkl: true },
    });
  });

  it('adds what staging outputs need', () => {
    const staging_caches = [{ requirements: { build: ['cmake'], host: ['zlib'] } }, {}];
    const requirements = facts({ requirements: { host: ['foo >=1'] }, staging_caches })?.requirements;
    expect(requirements?.build).toEqual([{ name: 'cmake', spec: 'cmake' }]);
    expect(requirements?.host).toEqual(named('foo', 'zlib'));
  });

  it('distinguishes pins of the own recipe from others', () => {
    const run = [{ pin_subpackage: { name: 'libb' } }, { pin_compatible: { name: 'numpy' } }, 'bar'];
    const run_exports = { weak: [{ pin_subpackage: { name: 'lib' } }], noarch: ['nn'], strong: ['quux'] };
    const requirements = facts({ requirements: { run, run_exports } })?.requirements;
    expect(requirements?.run).toEqual(named('libb', 'numpy', 'bar'));
    expect(requirements?.pins).toEqual(named('libb', 'lib'));
    expect(requirements?.exports).toEqual({ weak: named('lib'), strong: named('quux'), noarch: named('nn') });
  });

  it('takes the same exports as rattler-build, fewer for a noarch package', () => {
    const ignore_run_exports = { by_name: ['Zlib'], from_package: ['cc'] };
    const except = { exceptNames: ['zlib'], exceptFrom: ['cc'] };
    expect(facts({ requirements: { ignore_run_exports } })?.inherits).toEqual({
      kinds: ['weak', 'strong'],
      ...except,
    });
    const noarch = { ...CONFIGURATION, target_platform: 'noarch' };
    const recipe = { package: { name: 'x', version: 1 }, requirements: { ignore_run_exports } };
    const [output] = outputsFromRendering([{ recipe, build_configuration: noarch }]);
    expect(output?.inherits).toEqual({ kinds: ['noarch'], ...except });
  });

  it('collects requirements of tests, and accepts null', () => {
    const tests = [{ requirements: { run: ['pytest'], build: ['make'] } }, {}];
    expect(facts({ tests, requirements: null, staging_caches: null })?.requirements.test).toEqual(
      named('make', 'pytest'),
    );
    expect(facts({ tests: null })?.requirements.test).toEqual([]);
  });

  it('reads the names of downstream tests, which are match specs', () => {
    const tests = [{ downstream: 'Down >=1' }, { downstream: 'forge::other[version=1]' }, { downstream: '' }];
    expect(facts({ tests })?.requirements.downstream).toEqual([
      { name: 'down', spec: 'Down >=1' },
      { name: 'other', spec: 'forge::other[version=1]' },
    ]);
  });
});

import fc from 'fast-check';
import type { OutputFacts } from '../parts/facts';
import type { Variant } from './configured-variant';
import { outputsFromRendering } from './rendered-outputs';
import { variantGroups } from './variant-groups';

function built(name: string, variant: Variant, buildString = 'h_0'): OutputFacts {
  const recipe = { package: { name, version: 1 }, build: { string: buildString } };
  const configuration = { target_platform: 'linux-64', variant: { target_platform: 'linux-64', ...variant } };
  const [output] = outputsFromRendering([{ recipe, build_configuration: configuration }]);
  if (!output) throw new Error('no output');
  return output;
}

/** `label: outputs` for each group. */
function groups(
  outputs: OutputFacts[],
  files: Record<string, unknown[]> = {},
  zipKeys: string[][] = [],
): string[] {
  return variantGroups(outputs, { valuesOf: (key) => files[key] ?? [], zipKeys }).map(
    ({ label, outputs: own }) => `${label}: ${own.map(({ name }) => name).join(' ')}`,
  );
}

const NOTHING = { valuesOf: () => [], zipKeys: [] };

describe('variantGroups', () => {
  it('labels variants by the keys that differ', () => {
    const variants = ['12.6', 'None'].flatMap((cuda) =>
      ['3.11.* *_cpython', '3.12.* *_cpython'].map((python) =>
        built('lib', { cuda_compiler_version: cuda, python, c_compiler: 'gcc' }),
      ),
    );
    expect(groups(variants)).toEqual([
      'cuda126-py311: lib',
      'cuda126-py312: lib',
      'cpu-py311: lib',
      'cpu-py312: lib',
    ]);
  });

  it('names one key of those that change together', () => {
    const variant = (cuda: string, gcc: string) =>
      built('lib', { cuda_compiler_version: cuda, c_version: gcc });
    const zipKeys = [['c_version', 'cuda_compiler_version']];
    const variants = [variant('12.6', '13'), variant('13.0', '14')];
    expect(groups(variants, {}, zipKeys)).toEqual(['cuda126: lib', 'cuda130: lib']);
    expect(groups([...variants, variant('13.0', '15')], {}, zipKeys)).toEqual([
      'cuda126: lib',
      'c_version14-cuda13_0: lib',
      'c_version15-cuda13_0: lib',
    ]);
  });

  it('keeps a label when the other values of its key disappear', () => {
    expect(groups([built('lib', { python: '3.11' })])).toEqual(['py311: lib']);
    expect(groups([built('lib', { mpi: 'openmpi' })], { mpi: ['openmpi', 'nompi'] })).toEqual([
      'mpi_openmpi: lib',
    ]);
  });

  it('lists the keys of a variant in one order', () => {
    const [group] = variantGroups([built('lib', { python: '3.11', cuda_version: '12.6' })], NOTHING);
    expect(Object.keys(group?.variant ?? {})).toEqual(['cuda_version', 'python']);
  });

  it('does not split a recipe with one variant', () => {
    expect(groups([built('lib', {}), built('tool', {})])).toEqual([]);
    expect(groups([built('lib', { zlib: '1' })], { zlib: ['1'] })).toEqual([]);
    expect(groups([])).toEqual([]);
  });

  it('builds outputs that use fewer keys on their own, once', () => {
    const variants = [
      built('lib', {}),
      built('py-lib', { python: '3.11' }),
      built('py-lib', { python: '3.12' }),
      built('py-more', { python: '3.12' }),
    ];
    expect(groups(variants)).toEqual(['common: lib', 'py311: py-lib', 'py312: py-lib py-more']);
  });

  it('separates outputs that pin outputs of several variants', () => {
    const variants = [
      built('lib', { python: '3.11' }, 'h1_0'),
      built('lib', { python: '3.12' }, 'h2_0'),
      built('meta', { lib: '1 h1_0' }, 'm1_0'),
      built('meta', { lib: '1 h2_0' }, 'm2_0'),
      built('over-meta', { meta: '1 m2_0' }),
    ];
    expect(groups(variants)).toEqual(['py311: lib meta', 'py312: lib meta over-meta']);
  });

  it('ends for outputs that pin each other', () => {
    expect(groups([built('a', { b: '1 h_0', python: '3.11' }), built('b', { a: '1 h_0' })])).toEqual([
      'py311: a b',
    ]);
  });

  it('distinguishes values that look the same in a label', () => {
    const variants = ['1.10', '11.0'].map((x) => built('lib', { x }));
    expect(groups(variants)).toEqual(['x1_10: lib', 'x11_0: lib']);
    const hidden = ['a-b', 'a_b'].map((x) => built('lib', { x }));
    expect(groups(hidden)).toEqual(['x_a_b-1: lib', 'x_a_b-2: lib']);
    expect(groups([built('lib', { x: false }), built('lib', { x: 'false' })])).toHaveLength(2);
  });

  it('gives every output one group, and every group its own label that Nx accepts', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.constantFrom('3.11', '12.6', 'None'),
      fc.boolean(),
    );
    const variant = fc.dictionary(fc.constantFrom('python', 'cuda_version', 'mpi', 'x'), value);
    fc.assert(
      fc.property(fc.array(variant, { minLength: 1, maxLength: 6 }), (variants) => {
        const outputs = variants.map((one, index) => built(`p${index}`, one));
        const found = variantGroups(outputs, { valuesOf: () => [], zipKeys: [['mpi', 'x']] });
        if (found.length === 0) return;
        const labels = found.map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
        labels.forEach((label) => expect(label).toMatch(/^[a-z0-9_-]+$/));
        expect(found.flatMap((group) => group.outputs)).toHaveLength(outputs.length);
      }),
    );
  });
});

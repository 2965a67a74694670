import { importInto, recipe } from './import.fixture';

describe('the variants of imported recipes, with the option `variants`', () => {
  const options = { variants: ['conda/first.yaml', 'conda/all.json'] };

  it('go to the JSON file of the option', async () => {
    const files = {
      'one/recipe.yaml': recipe('one'),
      'ci/variants.yaml': 'blas: [mkl]\nc: [gcc]\nlapack: [x]\n',
    };
    const present = { 'conda/first.yaml': 'c: [clang]\nlapack: [x]\n', 'conda/all.json': '{ "d": ["1"] }' };
    const { changes, lines } = await importInto(files, present, options);
    expect(changes['variants.json']).toBeUndefined();
    expect(JSON.parse(changes['conda/all.json'] ?? '')).toEqual({ d: ['1'], blas: ['mkl'] });
    expect(lines).toEqual([
      'Added to conda/all.json from FROM/ci/variants.yaml: blas',
      'Not added: FROM/ci/variants.yaml: c: conda/first.yaml has other values or other zip_keys.',
      expect.stringContaining('list conda/first.yaml, conda/all.json and variants.yaml in "variants"'),
    ]);
  });

  it('stay beside their recipe if another listed file sets a key', async () => {
    const files = { 'one/recipe.yaml': recipe('one'), 'one/variants.yaml': 'c: [gcc]\n' };
    const { changes, copied, lines } = await importInto(
      files,
      { 'conda/first.yaml': 'c: [clang]\n' },
      options,
    );
    expect([changes['conda/all.json'], copied]).toEqual([undefined, ['recipes/one/variants.yaml']]);
    expect(lines).toEqual([
      'FROM/one/variants.yaml was not added to conda/all.json, but copied beside its recipe, where rattler-build reads it. Reason:',
      '  conda/first.yaml also sets c. The value in conda/first.yaml overrides the value in the copied file.',
    ]);
  });

  it('stay where they are if groups of another file would not count', async () => {
    const files = {
      'one/recipe.yaml': recipe('one'),
      'one/variants.yaml': 'e: [1, 2]\nf: [1, 2]\nzip_keys: [[e, f]]\n',
      'ci/variants.yaml': 'a: [1, 2]\nb: [1, 2]\nz: [1]\nzip_keys: [[a, b]]\n',
    };
    const present = { 'conda/first.yaml': 'c: [1, 2]\nd: [1, 2]\nzip_keys: [[c, d]]\n' };
    const { changes, copied, lines } = await importInto(files, present, options);
    expect(JSON.parse(changes['conda/all.json'] ?? '')).toEqual({ z: [1] });
    expect(copied).toEqual(['recipes/one/variants.yaml']);
    expect(lines.join('\n')).toContain(
      'conda/first.yaml also has zip_keys, and only those of one file count.',
    );
  });

  it('stay where they are if it lists no JSON file', async () => {
    const files = { 'one/recipe.yaml': recipe('one'), 'one/variants.yaml': 'c: [gcc]\n' };
    const { changes, copied, lines } = await importInto(files, {}, { variants: ['a.yaml'] });
    expect([changes['variants.json'], copied]).toEqual([undefined, ['recipes/one/variants.yaml']]);
    expect(lines).toEqual([expect.stringMatching(/^No variant keys were added: .* lists a\.yaml\./)]);
  });
});

import { locateRequirement } from './locate';
import { parseRecipe } from './parse';
import { Scope } from './scope';

const recipe = parseRecipe(
  `context:
  lib: boost
package:
  name: x
requirements:
  build:
    - \${{ compiler('cxx') }}
    - if: unix
      then: [make, cmake]
  host:
    - conda-forge::Python >=3.10
    - lib\${{ lib }}-dev
  run:
    - python
    - \${{ pin_subpackage('y') }}
  run_exports:
    strong:
      - tight >=1
tests:
  - script: [true]
    requirements:
      run: [pytest]
outputs:
  - package: {name: y}
    requirements:
      host: [zlib]
`,
  'recipe.yaml',
);

describe('locateRequirement', () => {
  it.each([
    ['python', 11, 7],
    ['Make', 9, 14],
    ['cmake', 9, 20],
    ['libboost-dev', 12, 7],
    ['y', 15, 7],
    ['tight', 18, 9],
    ['pytest', 22, 13],
    ['zlib', 26, 14],
    ['gxx_linux-64', 7, 7],
  ])('finds %s', (name, line, column) => {
    expect(locateRequirement(recipe, name)).toEqual({ line, column });
  });

  it('finds nothing that does not exist', () => {
    expect(locateRequirement(recipe, 'numpy')).toBeUndefined();
  });

  it('uses the given variants', () => {
    const scope = new Scope(recipe, { values: { cxx_compiler: ['clangxx'] }, zipKeys: [] }, 'osx-64');
    expect(locateRequirement(recipe, 'clangxx_osx-64', scope)).toEqual({ line: 7, column: 7 });
  });
});

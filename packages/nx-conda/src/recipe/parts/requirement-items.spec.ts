import { isCompiler, itemsFor, namesFor, namesOf, sameConditions } from './requirement-items';
import { recipeParts } from './recipe-parts.fixture';

const itemsOf = (recipe: string) =>
  recipeParts(recipe).items.map(({ section, text, conditions }) =>
    [section, text, ...conditions].join(' | '),
  );

describe('requirementItems', () => {
  it('reads every section, and tests', () => {
    expect(
      itemsOf(`requirements:
  build: [b]
  host:
    - h >=1
  run: r
  run_constraints: [c]
  run_exports:
    weak: [w]
    strong: [s]
  ignore_run_exports:
    by_name: [n]
    from_package: [p]
tests:
  - script: x
    requirements:
      build: [tb]
      run: [tr]
`),
    ).toEqual([
      'build | b',
      'host | h >=1',
      'run | r',
      'run_constraints | c',
      'run_exports | w',
      'run_exports | s',
      'ignore_run_exports.by_name | n',
      'ignore_run_exports.from_package | p',
      'tests | tb',
      'tests | tr',
    ]);
    expect(itemsOf('requirements:\n  run_exports: [w]\n')).toEqual(['run_exports | w']);
  });

  it('knows the conditions around an item, outermost first', () => {
    expect(
      itemsOf(`requirements:
  run:
    - if: linux
      then:
        - if: aarch64
          then: a
          else: [b]
      else: c
    - ""
`),
    ).toEqual(['run | a | linux | aarch64', 'run | b | linux | not (aarch64)', 'run | c | not (linux)']);
  });

  it('evaluates templates to all possible values', () => {
    const recipe = 'requirements:\n  run:\n    - ${{ mpi }} >=1\n    - ${{ unknown }}\n';
    const { items } = recipeParts(recipe, {}, 'mpi: [openmpi, mpich]\n');
    expect(items.map(namesOf)).toEqual([['openmpi', 'mpich'], []]);
  });
});

describe('itemsFor', () => {
  const subject = recipeParts(`requirements:
  host: [top]
outputs:
  - staging:
      name: s
    requirements:
      host: [staged]
  - package:
      name: a
    requirements:
      host: [own]
  - package:
      name: b
    requirements:
      host: [other]
`);

  it('has the requirements of the top and staging outputs, and none of other outputs', () => {
    const [, , own] = subject.levels;
    expect(own && [...namesFor(subject, own, 'host')]).toEqual(['top', 'staged', 'own']);
    expect(own && itemsFor(subject, own, 'run')).toEqual([]);
  });
});

describe('isCompiler', () => {
  it.each([
    ["${{ compiler('cuda') }}", 'cuda', true],
    ['${{ compiler("cuda") }}', undefined, true],
    ["${{ compiler('c') }}", 'cuda', false],
    ["${{ stdlib('c') }}", undefined, false],
    ['cuda-nvcc', undefined, false],
  ])('%s, %s: %s', (text, language, expected) => {
    const [item] = recipeParts(`requirements:\n  run:\n    - ${text}\n`).items;
    expect(item && isCompiler(item, language)).toBe(expected);
  });
});

describe('sameConditions', () => {
  it('compares the text', () => {
    const [a, b, c] = recipeParts(
      'requirements:\n  run:\n    - if: win\n      then: [a, b]\n      else: c\n',
    ).items;
    expect(a && b && sameConditions(a, b)).toBe(true);
    expect(a && c && sameConditions(a, c)).toBe(false);
  });
});

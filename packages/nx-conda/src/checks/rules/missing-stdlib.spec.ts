import { findingsOf, linesOf } from '../subject.fixture';
import { missingStdlib } from './missing-stdlib';

const variants = { 'variants.yaml': 'c_stdlib: [sysroot]\n' };
const found = (recipe: string, files: Record<string, string> = variants) =>
  linesOf(findingsOf(missingStdlib, recipe, { variants: files }));
const build = (...items: string[]) =>
  `requirements:\n  build:\n${items.map((one) => `    - ${one}\n`).join('')}`;

describe('missing-stdlib', () => {
  it.each(['c', 'cxx', 'fortran', 'cuda'])('reports the compiler for %s', (language) => {
    expect(found(build(`\${{ compiler('${language}') }}`))).toEqual([
      `info 3: \${{ compiler('${language}') }}`,
    ]);
  });

  it.each([
    ['the function beside it', build("${{ compiler('c') }}", "${{ stdlib('c') }}")],
    ['a sysroot beside it', build("${{ compiler('c') }}", 'sysroot_linux-64 >=2.17')],
    ['a language that brings its own', build("${{ compiler('rust') }}")],
    ['no compiler', build('make')],
  ])('accepts %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });

  it('finds nothing if no variant file has a value: the function would not render', () => {
    expect(found(build("${{ compiler('c') }}"), {})).toEqual([]);
  });
});

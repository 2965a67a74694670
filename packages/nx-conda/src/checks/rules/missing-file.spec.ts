import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { missingFile } from './missing-file';

const found = (recipe: string, surroundings: Surroundings = {}) =>
  findingsOf(missingFile, recipe, { source: { 'a.c': '' }, ...surroundings });

describe('missing-file', () => {
  it('finds a source folder, and proposes a similar one', () => {
    const findings = found('source:\n  path: sourec/\n');
    expect(linesOf(findings)).toEqual(['error 2: sourec/']);
    expect(findings[0]?.help[0]).toBe('Did you mean source?');
  });

  it.each([
    ['a patch beside another', 'source:\n  path: source\n  patches:\n    - b.patch\n', ['error 4: b.patch']],
    ['a patch without another', 'source:\n  path: source\n  patches: [b.diff]\n', ['info 3: b.diff']],
    ['a script', 'build:\n  script:\n    file: mkae.sh\n', ['error 3: mkae.sh']],
    ['a script that may be a command', 'build:\n  script: mkae.sh\n', ['warning 2: mkae.sh']],
    ['a source that a build makes', 'source:\n  path: ../../dist/a\n', ['warning 2: ../../dist/a']],
    ['a source for another platform', 'source:\n  if: win\n  then:\n    path: x\n', ['warning 4: x']],
    ['a source for this platform', 'source:\n  - if: unix\n    then:\n      path: x\n', ['error 4: x']],
  ])('finds %s', (_, recipe, expected) => {
    expect(linesOf(found(recipe, { besides: { 'a.patch': '', 'make.sh': '' } }))).toEqual(expected);
  });

  it.each([
    ['what is there', 'source:\n  path: source\nbuild:\n  script:\n    file: make\n'],
    ['templates', 'source:\n  path: ${{ folder }}\n'],
    ['folders outside of the workspace', 'source:\n  path: /nowhere/at/all\n'],
    ['addresses', 'source:\n  url: https://example.org/a.tar.gz\n'],
  ])('leaves %s alone', (_, recipe) => {
    expect(found(recipe, { besides: { 'make.sh': '' } })).toEqual([]);
  });

  it('leaves a submodule that is not checked out to another rule', () => {
    const workspace = { absentSubmodules: new Map([['recipes/a/third', 'git submodule update']]) };
    expect(found('source:\n  path: third/knn\n', { workspace })).toEqual([]);
  });
});

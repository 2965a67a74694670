import { findingsOf, linesOf } from '../subject.fixture';
import { missingTests } from './missing-tests';

const found = (recipe: string) => linesOf(findingsOf(missingTests, recipe));

describe('missing-tests', () => {
  it('warns about a package without tests, and about each such output', () => {
    expect(found('package:\n  name: a\nbuild:\n  script: make\n')).toEqual(['warning 2: a']);
    expect(
      found(`recipe:
  name: r
outputs:
  - package:
      name: a
    tests:
      - script: a --version
  - package:
      name: b
    inherit: s
  - staging:
      name: s
    build:
      script: make
`),
    ).toEqual(['warning 9: b']);
  });

  it.each([
    ['nothing in the package', 'package:\n  name: a\nrequirements:\n  run: [b]\n'],
    ['a test', 'package:\n  name: a\ntests:\n  - script: a\n'],
    [
      'tests of the top of a recipe',
      'tests:\n  - script: a\noutputs:\n  - package:\n      name: a\n    inherit: s\n',
    ],
  ])('accepts %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});

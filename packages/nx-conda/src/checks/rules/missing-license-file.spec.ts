import { findingsOf, linesOf } from '../subject.fixture';
import { missingLicenseFile } from './missing-license-file';

const found = (recipe: string) => linesOf(findingsOf(missingLicenseFile, recipe));

describe('missing-license-file', () => {
  it('warns about a license without its text, also in outputs', () => {
    expect(found('about:\n  license: MIT\n')).toEqual(['warning 2: MIT']);
    expect(found('outputs:\n  - package:\n      name: a\n    about:\n      license: MIT\n')).toEqual([
      'warning 5: MIT',
    ]);
  });

  it.each([
    ['its text is there', 'about:\n  license: MIT\n  license_file: LICENSE\n'],
    ['several texts are', 'about:\n  license: MIT\n  license_file:\n    - LICENSE\n    - NOTICE\n'],
    ['no license is named', 'about:\n  summary: s\n'],
    ['nothing is told about the package', 'build:\n  number: 0\n'],
    [
      'the top of a recipe has the text for its outputs',
      'about:\n  license_file: LICENSE\noutputs:\n  - package:\n      name: a\n    about:\n      license: MIT\n',
    ],
  ])('finds nothing if %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});

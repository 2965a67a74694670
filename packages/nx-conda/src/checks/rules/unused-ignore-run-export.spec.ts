import { findingsOf, linesOf } from '../subject.fixture';
import { unusedIgnoreRunExport } from './unused-ignore-run-export';

const found = (recipe: string) => linesOf(findingsOf(unusedIgnoreRunExport, recipe));
const ignored = (name: string) => `  ignore_run_exports:\n    from_package:\n      - ${name}\n`;

describe('unused-ignore-run-export', () => {
  it('warns about a package that is in neither build nor host', () => {
    expect(found(`requirements:\n  host:\n    - a\n  run:\n    - b\n${ignored('b')}`)).toEqual([
      'warning 8: b',
    ]);
    expect(found(`requirements:\n${ignored('b')}`)).toEqual(['warning 4: b']);
  });

  it.each([
    ['host has it', `requirements:\n  host:\n    - b >=1\n${ignored('b')}`],
    [
      'build has it, under a condition',
      `requirements:\n  build:\n    - if: win\n      then: b\n${ignored('b')}`,
    ],
    ['a template in host may be it', `requirements:\n  host:\n    - \${{ unknown }}\n${ignored('b')}`],
    ['a template makes the name', `requirements:\n  host:\n    - a\n${ignored('${{ "b" }}')}`],
    [
      'it is ignored by name, wherever it comes from',
      'requirements:\n  ignore_run_exports:\n    by_name: [b]\n',
    ],
    [
      'a staging output has it',
      `outputs:
  - staging:
      name: s
    requirements:
      host:
        - b
  - package:
      name: a
    requirements:
      ignore_run_exports:
        from_package:
          - b
`,
    ],
  ])('finds nothing if %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});

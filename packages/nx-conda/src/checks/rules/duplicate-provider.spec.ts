import { findingsOf, linesOf } from '../subject.fixture';
import { duplicateProvider } from './duplicate-provider';

const provides = new Map([
  ['a', ['a', 'a-fork']],
  ['b', ['b']],
  ['libc', ['c', 'd']],
]);
const check = (recipe: string) => findingsOf(duplicateProvider, recipe, { workspace: { provides } });

describe('duplicate-provider', () => {
  it('finds a name that another recipe builds too, and names them all', () => {
    const [finding, ...others] = check('package:\n  name: A\n');
    expect(others).toEqual([]);
    expect(linesOf(finding ? [finding] : [])).toEqual(['warning 2: A']);
    expect(finding?.message).toBe('A is built by several recipes: a, a-fork.');
  });

  it('looks at each output, and evaluates its name', () => {
    expect(
      linesOf(
        check(`context:
  name: c
outputs:
  - package:
      name: lib\${{ name }}
  - package:
      name: b
  - staging:
      name: a
`),
      ),
    ).toEqual(['warning 5: lib${{ name }}']);
  });

  it.each(['b', 'unknown'])('leaves the only recipe of %s alone', (name) => {
    expect(check(`package:\n  name: ${name}\n`)).toEqual([]);
  });
});

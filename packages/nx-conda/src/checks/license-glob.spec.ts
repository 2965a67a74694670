import fc from 'fast-check';
import { matchesGlob } from './license-glob';

describe('matchesGlob', () => {
  it.each([
    ['LICENSE', 'LICENSE', true],
    ['LICENSE.txt', 'LICENSE', false],
    ['LICENSE.txt', 'LICENSE*', true],
    ['licenses/a/MIT.txt', 'licenses', true],
    ['licenses/a/MIT.txt', 'licenses/**/*.txt', true],
    ['a/COPYING', '**/COPYING', true],
    ['COPYING.LIB', 'COPYING{,.LIB}', true],
    ['LICENSE-b', 'LICENSE-[!a]', true],
    ['LICENSE-a', 'LICENSE-[!a]', false],
  ])('%s and %s: %s', (path, pattern, expected) => expect(matchesGlob(path, pattern)).toBe(expected));

  it('takes a pattern that is not valid for a match', () => {
    expect(matchesGlob('x', 'LICENSE[z-a]')).toBe(true);
    expect(matchesGlob('x', '*'.repeat(50))).toBe(true);
  });

  it('never fails', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (path, pattern) => typeof matchesGlob(path, pattern) === 'boolean',
      ),
    );
  });
});

import { typedArgument } from './typed-argument';

describe('typedArgument', () => {
  it.each([
    ['1.2.3', ['nx', 'g', 'x', '--to', '1.2.3'], '1.2.3'],
    [0.1, ['nx', 'g', 'x', '--to', '0.10'], '0.10'],
    [2, ['nx', 'g', 'x', '--to=2.0', '--latest'], '2.0'],
    [1e5, ['nx', 'g', 'x', '--to', '1e5'], '1e5'],
  ])('%s from %j', (value, argv, expected) => {
    expect(typedArgument('to', value, argv)).toBe(expected);
  });

  it('does not guess', () => {
    expect(() => typedArgument('to', 0.1, ['nx', 'g', 'x'])).toThrow(
      'The version was passed as the number 0.1. Numbers lose trailing zeros, so it is unclear which version was meant.',
    );
  });
});

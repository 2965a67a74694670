import { formatAge, parseAge } from './age';

const HOUR = 3600_000;

it.each([
  ['12h', 12 * HOUR],
  ['30d', 720 * HOUR],
  ['2w', 336 * HOUR],
  ['0d', 0],
  ['0', 0],
])('reads the age %s', (text, age) => expect(parseAge(text)).toBe(age));

it.each(['', '30', 'd', '-1d', '1.5d', '30 d', '3m', '1d2h', '1e3d'])('does not read the age %j', (text) =>
  expect(() => parseAge(text)).toThrow(`--older-than is ${text}, which is not an age.`),
);

it.each([
  [0, '0 h'],
  [-5, '0 h'],
  [1.9 * HOUR, '1 h'],
  [47 * HOUR, '47 h'],
  [48 * HOUR, '2 d'],
  [720 * HOUR, '30 d'],
])('writes the age %d', (age, text) => expect(formatAge(age)).toBe(text));

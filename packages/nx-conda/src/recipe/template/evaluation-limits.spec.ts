import { short, workOf } from './evaluation-limits';

describe('workOf', () => {
  it.each([
    ['${{ name | replace("-", "_") | lower }}', { name: 'a-b' }],
    ['${{ (version | split("."))[:2] | join(".") }}', { version: '1.2.3' }],
    ['${{ a ~ b }} 3.*', { a: 'x', b: 'y' }],
    ['${{ "3.*" }}', {}],
    ['${{ tojson }}', { tojson: 1 }],
  ])('allows %s', (template, variables) => {
    expect(workOf(template, variables)).toBeLessThan(5_000);
  });

  it.each([
    ['${{ [1] * 1000000000 }}', 'templates with multiplications are not evaluated'],
    ['${{ [2] ** 3 }}', 'templates with multiplications are not evaluated'],
    ['${{ {"a": {"b": 1}}, [1] * 1000000000 }}', 'templates with multiplications are not evaluated'],
    [
      '${{ [1] | tojson(1000000000) }}',
      'templates with the filters `batch`, `indent`, `slice` or `tojson` are not evaluated',
    ],
    [
      '${{ x |indent(1000000000) }}',
      'templates with the filters `batch`, `indent`, `slice` or `tojson` are not evaluated',
    ],
    ['${{ range(10**9) | list }}', 'templates with multiplications are not evaluated'],
    ['${{ range(99999) | join }}', 'templates with `range` or `namespace` are not evaluated'],
    ['${{ x }}{% set y = x ~ x %}', '`{% %}` statements are not evaluated'],
    ['${{ x | replace("x", x) }}', 'too long'],
    ['${{ x.replace("", "abc") }}', 'too long'],
    ['${{ x | list | join(x) }}', 'too long'],
    ['${{ x | map("replace", "x", x) }}', 'too long'],
    [`\${{ "${'a'.repeat(4_000)}" }}`, 'the template is longer than 4000 characters'],
  ])('rejects %s', (template, message) => {
    expect(() => workOf(template, { x: 'x'.repeat(5_000) })).toThrow(message);
  });

  it('depends on the values of the variables', () => {
    const work = (x: unknown) => workOf('${{ x ~ x }}', { x });
    expect(work('a'.repeat(900)) - work('')).toBe(1_800);
    expect(work(['a'.repeat(900)])).toBeGreaterThan(1_800);
  });
});

describe('short', () => {
  it('returns a value, and rejects a long one at any depth', () => {
    expect(short({ a: ['b', 1, null] })).toEqual({ a: ['b', 1, null] });
    const long = 'x'.repeat(10_001);
    [long, [[long]], { a: long }, new Map([['a', long]]), Array.from({ length: 10_001 }, () => 1)].forEach(
      (value) => {
        expect(() => short(value)).toThrow('the value is longer than 10000 characters');
      },
    );
  });
});

import fc from 'fast-check';
import { written } from '../source.fixture';
import { parseRequirement } from './parse-requirement';

describe('parseRequirement', () => {
  it.each([
    ['numpy', 'numpy'],
    [' numpy >= 1.0 , < 2 ', 'numpy>=1.0,<2'],
    ['a.b_c-d[x, y]==1.*;python_version<"3.9"', 'a.b_c-d[x,y]==1.*; python_version<"3.9"'],
    ['a (>=1)', 'a>=1'],
    ['a @ https://example.org/a.whl ; os_name == "nt"', 'a; os_name == "nt"'],
    ['a @ git+https://example.org/a;b', 'a'],
    ['a~=1.2', 'a~=1.2'],
    ['cumm-cu120>=0.4.5, <0.5.0', 'cumm-cu120>=0.4.5,<0.5.0'],
  ])('reads %j', (text, expected) => {
    const requirement = parseRequirement(text);
    expect(requirement && written(requirement)).toBe(expected);
  });

  it.each([
    '',
    '../x',
    '$(rm -rf)',
    'a b',
    'a>=`x`',
    'a; $(x)',
    'a\n>=1;x\u0000',
    '-e .',
    'a[$(x)]',
    'a;',
    `a${'x'.repeat(2000)}`,
  ])('refuses %j', (text) => {
    expect(parseRequirement(text)).toBeUndefined();
  });

  it('returns nothing that is special to a shell or a file system', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `a>=1;${text}`),
        ),
        (text) => {
          const { name = 'a', constraint = '', extras = [], marker = 'a' } = parseRequirement(text) ?? {};
          expect(name).toMatch(/^[\w.-]+$/);
          expect(constraint).toMatch(/^[\w.*+!<>=~,-]*$/);
          expect(extras.join('')).toMatch(/^[\w.-]*$/);
          expect(marker).not.toMatch(/[$`\\;&|]/);
        },
      ),
    );
  });
});

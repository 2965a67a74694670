import fc from 'fast-check';
import { allowsVersion } from './python-constraint';

describe('allowsVersion', () => {
  it.each([
    ['', '1.0'],
    ['>=1.0,<2', '1.10'],
    ['>=1.0, <2', '1.0.post1'],
    ['==1.2.*', '1.2.7'],
    ['~=1.4.2', '1.4.9'],
    ['===1.2', '1.2'],
    ['==2.0.1+cu118', '2.0.1'],
    ['>=1.*', '1.0'],
    ['>=1', '2.0rc1'],
    ['!=1.5.*', '1.6'],
    ['>=1!1.0', '1!2.0'],
    ['^1.2', '9'],
    ['nonsense,<2', '1'],
  ])('%s allows %s', (constraint, version) => {
    expect(allowsVersion(constraint, version)).toBe(true);
  });

  it.each([
    ['>=1.0,<2', '2.0'],
    ['<2', '1!1.0'],
    ['==1.2.*', '1.20'],
    ['~=1.4.2', '1.5'],
    ['!=1.5.*', '1.5.1'],
    ['nonsense,<2', '2'],
    ['>=1.10', '1.9'],
    ['>=1', 'not-a-version'],
  ])('%s forbids %s', (constraint, version) => {
    expect(allowsVersion(constraint, version)).toBe(false);
  });

  it('never fails', () => {
    const part = fc.oneof(
      fc.constantFrom('>=', '==', '~=', '1', '.*', '1.2', '!', ',', 'rc1', '+'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), fc.string(), (parts, version) => {
        expect(typeof allowsVersion(parts.join(''), version)).toBe('boolean');
        expect(typeof allowsVersion(parts.join(''), '1.2')).toBe('boolean');
      }),
    );
  });
});

import fc from 'fast-check';
import { condaConstraint } from './conda-constraint';

describe('condaConstraint', () => {
  it.each([
    ['>=1.0,<2', '>=1.0,<2'],
    ['', ''],
    ['*', ''],
    ['==1.2.*', '1.2.*'],
    ['===1.2', '==1.2'],
    ['!=1.5.*,>=1', '!=1.5.*,>=1'],
    ['>=1.*', '>=1'],
    ['~=1.4.2', '~=1.4.2'],
    ['>=2.0.0rc1', '>=2.0.0rc1'],
    ['>=1.0-beta.2', '>=1.0b2'],
    ['>=1.0.dev0', '>=1.0.dev0'],
    ['==1.0.post1', '==1.0.post1'],
    ['>=1.0alpha', '>=1.0a0'],
    ['==2.0.1+cu118', '==2.0.1'],
    ['>=v1.2', '>=1.2'],
    ['>=1!2.0', '>=1!2.0'],
  ])('%s is %s', (written, text) => {
    expect(condaConstraint(written)).toEqual({ text, lost: [] });
  });

  it.each(['~=1', '^1.2', '>=1.0 evil', '== ${{ x }}', '@ https://a.example/b.whl'])(
    'drops %s and reports it',
    (written) => {
      const { text, lost } = condaConstraint(written);
      expect(text).toBe('');
      expect(lost).toHaveLength(1);
    },
  );

  it('is quick, and returns only versions for any input', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^>=1(\.?a|-dev|\.|rc1){1,40}!$/)), (written) => {
        expect(condaConstraint(written).text).toMatch(/^[\w.!<>=~,*]*$/);
      }),
    );
  });
});

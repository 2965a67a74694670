import { masked } from './masked';

describe('masked', () => {
  it.each([
    ['for url (http://host/t/planted/channel/noarch)', 'for url (http://host/t/***/channel/noarch)'],
    ['GET https://me:planted@host/x', 'GET https://***@host/x'],
    ['url (http://h/k?x-id=GetObject&X-Amz-Signature=\n  │ planted)', 'url (http://h/k?***)'],
    ['Authorization: Bearer planted-token.x', 'Authorization: Bearer ***'],
  ])('hides the secret in %j', (text, expected) => {
    expect(masked(text, [])).toBe(expected);
  });

  it('hides a known secret, also where rattler-build breaks the line', () => {
    expect(masked('key plan\n  │ ted+1 is wrong', ['planted+1'])).toBe('key *** is wrong');
  });

  it('leaves a short value: it would hide ordinary words', () => {
    expect(masked('the a is wrong', ['a'])).toBe('the a is wrong');
  });
});

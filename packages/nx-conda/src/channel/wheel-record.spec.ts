import { isWheelRecord, maskRecord } from './wheel-record';

const path = 'lib/python3.11/site-packages/spconv-2.3.6.dist-info/RECORD';
const text = [
  'spconv/core_cc.so,sha256=abc,18400000',
  'spconv/__init__.py,sha256=def,10',
  '"spconv/a, ""b"".so",sha256=123,5',
  '../../../bin/tool,sha256=456,7',
  'spconv-2.3.6.dist-info/RECORD,,',
  '',
].join('\n');

describe('maskRecord', () => {
  it('drops hash and size only of masked files', () => {
    const masked = new Set([
      'lib/python3.11/site-packages/spconv/core_cc.so',
      'lib/python3.11/site-packages/other.so',
    ]);
    expect(maskRecord(text, path, masked)).toBe(text.replace('core_cc.so,sha256=abc,18400000', 'core_cc.so'));
  });

  it('finds quoted rows and rows outside site-packages', () => {
    const masked = new Set(['lib/python3.11/site-packages/spconv/a, "b".so', 'bin/tool']);
    expect(maskRecord(text, path, masked).split('\n').slice(2, 4)).toEqual([
      'spconv/a, "b".so',
      '../../../bin/tool',
    ]);
  });

  it('does not change the text if nothing was masked', () => {
    expect(maskRecord(text, path, new Set())).toBe(text);
  });
});

it('knows a wheel record by its name', () => {
  expect(isWheelRecord(path)).toBe(true);
  expect(isWheelRecord('share/RECORD')).toBe(false);
});

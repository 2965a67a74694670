import fc from 'fast-check';
import { formatBytes, formatSeconds, packageTable } from './table';

describe('packageTable', () => {
  it('aligns the columns', () => {
    const table = packageTable([
      {
        name: 'ccimport',
        version: '0.4.4',
        buildString: 'pyh4616a5c_0',
        size: 27_136,
        seconds: 8.2,
        state: 'built',
      },
      {
        name: 'spconv',
        version: '2.3.6',
        buildString: 'cuda126_he81d661_0',
        size: 2_768_241,
        seconds: 1854,
        state: 'reused',
      },
      { name: 'old', version: '1', buildString: '0', size: 12, state: 'reused' },
    ]);
    expect(table).toBe(
      [
        'package   version  build                   size         time',
        'ccimport  0.4.4    pyh4616a5c_0        26.5 KiB        8.2 s  built',
        'spconv    2.3.6    cuda126_he81d661_0  2.64 MiB  30 min 54 s  reused',
        'old       1        0                       12 B               reused',
      ].join('\n'),
    );
  });

  it('is empty without packages', () => {
    expect(packageTable([])).toBe('');
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '0.98 KiB'],
  [1024, '1.00 KiB'],
  [102_340, '99.9 KiB'],
  [102_400, '100 KiB'],
  [1_023_999, '0.98 MiB'],
  [862_000, '842 KiB'],
  [300_010_345, '286 MiB'],
  [5e15, '4547 TiB'],
])('formatBytes(%d) is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, '0.0 s'],
  [0.44, '0.4 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [202, '3 min 22 s'],
  [3599.6, '1 h 00 min'],
  [3900, '1 h 05 min'],
])('formatSeconds(%d) is %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

it('never shows more than four digits of a size below a PiB', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 49 }), (bytes) => {
      expect(formatBytes(bytes)).toMatch(/^(\d{1,3} B|(\d\.\d\d|\d\d\.\d|\d{3}) [KMGT]iB)$/);
    }),
  );
});

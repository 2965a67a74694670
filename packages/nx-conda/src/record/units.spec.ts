import fc from 'fast-check';
import { formatBytes, formatSeconds } from './units';

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

import fc from 'fast-check';
import { tickLabel, ticks } from './ticks';

describe('the time axis', () => {
  it('has marks at round times', () => {
    expect(ticks(27, 6)).toEqual([0, 5, 10, 15, 20, 25]);
    expect(ticks(0.05, 3)).toEqual([0, 0.02, 0.04]);
    expect(ticks(0, 5)).toEqual([0]);
  });

  it('never has more marks than fit, and covers the axis', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 30 }),
        (seconds, most) => {
          const marks = ticks(seconds, most);
          expect(marks.length).toBeLessThanOrEqual(most + 1);
          expect(marks.length).toBeGreaterThanOrEqual(1);
          expect(marks.at(-1)).toBeLessThanOrEqual(seconds * (1 + 1e-6));
        },
      ),
    );
  });

  it.each([
    [0, '0 s'],
    [0.05, '0.05 s'],
    [30, '30 s'],
    [90, '1:30 min'],
    [3900, '1:05 h'],
  ])('%d is labelled %s', (seconds, label) => {
    expect(tickLabel(seconds)).toBe(label);
  });
});

import fc from 'fast-check';
import { assignWorkers } from './workers';

const intervals = fc
  .array(fc.record({ start: fc.nat(50), length: fc.nat(20) }), { maxLength: 30 })
  .map((drawn) =>
    drawn.map(({ start, length }) => ({ start, end: start + length })).sort((a, b) => a.start - b.start),
  );

describe('assignWorkers', () => {
  it('reuses the row of a task that has ended', () => {
    const tasks = [
      { start: 0, end: 10 },
      { start: 0, end: 4 },
      { start: 4, end: 6 },
      { start: 5, end: 6 },
    ];
    expect(assignWorkers(tasks)).toEqual([0, 1, 1, 2]);
  });

  it('never puts two tasks of the same moment into a row', () => {
    expect(
      assignWorkers([
        { start: 1, end: 1 },
        { start: 1, end: 1 },
      ]),
    ).toEqual([0, 1]);
  });

  it('needs as many rows as tasks that run at the same time', () => {
    fc.assert(
      fc.property(intervals, (tasks) => {
        const rows = assignWorkers(tasks);
        const long = tasks.map(({ start, end }) => ({ start, end: Math.max(end, start + 1) }));
        const busy = (at: number) => long.filter(({ start, end }) => start <= at && at < end).length;
        expect(new Set(rows).size).toBe(Math.max(0, ...tasks.map(({ start }) => busy(start))));
        long.forEach((one, index) =>
          long.slice(0, index).forEach((other, before) => {
            if (rows[before] === rows[index]) expect(other.end).toBeLessThanOrEqual(one.start);
          }),
        );
      }),
    );
  });
});

import * as fc from 'fast-check';
import { type Choose, everyOutcome } from './choices';

const ask = (choose: Choose, ...questions: [string, [string, ...string[]]][]) =>
  questions.map(([question, options]) => choose(question, options)).join('');

describe('everyOutcome', () => {
  it('runs once without questions', () => {
    expect(everyOutcome(() => 'x', 10)).toEqual({ results: ['x'], isComplete: true });
  });

  it('tries every combination', () => {
    const { results, isComplete } = everyOutcome(
      (choose) => ask(choose, ['a', ['1', '2']], ['b', ['x', 'y', 'z']]),
      10,
    );
    expect(results.sort()).toEqual(['1x', '1y', '1z', '2x', '2y', '2z']);
    expect(isComplete).toBe(true);
  });

  it('answers the same question the same way within a run', () => {
    const { results } = everyOutcome((choose) => ask(choose, ['a', ['1', '2']], ['a', ['1', '2']]), 10);
    expect(results.sort()).toEqual(['11', '22']);
  });

  it('follows questions that only some answers lead to', () => {
    const { results } = everyOutcome(
      (choose) => (choose('a', [true, false]) ? 'yes' : ask(choose, ['b', ['x', 'y']])),
      10,
    );
    expect(results.sort()).toEqual(['x', 'y', 'yes']);
  });

  it('does not try thousands of answers', () => {
    const options = Array.from({ length: 100_000 }, (_, n) => n) as [number, ...number[]];
    const { results, isComplete } = everyOutcome((choose) => choose('a', options) + choose('b', options), 8);
    expect(isComplete).toBe(false);
    expect(results).toHaveLength(1_008);
  });

  it('tries every answer of every question beyond the limit', () => {
    const options = (count: number) =>
      Array.from({ length: count }, (_, n) => `${n},`) as [string, ...string[]];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), (counts) => {
        const limit = 8;
        const { results, isComplete } = everyOutcome(
          (choose) => counts.map((count, n) => choose(`q${n}`, options(count))),
          limit,
        );
        const combinations = counts.reduce((product, count) => product * count, 1);
        expect(isComplete).toBe(combinations <= limit);
        expect(results.length).toBeLessThanOrEqual(limit + counts.reduce((sum, count) => sum + count, 0));
        counts.forEach((count, n) => {
          expect(new Set(results.map((answers) => answers[n])).size).toBe(count);
        });
      }),
    );
  });
});

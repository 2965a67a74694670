import fc from 'fast-check';
import { planWaves } from './plan-waves';
import type { Unit } from './unit';
import { mistakes, packages, withoutWaves } from './units.fixture';

const limits = { jobs: 3, waves: 8, startSeconds: 120 };
const unit = (id: string, seconds: number, ...after: string[]): Unit => ({ id, seconds, after });
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('planWaves', () => {
  it('does each unit once, after those that it waits for, on no more machines and in no more waves', () => {
    const graphs = fc.record({ count: fc.integer({ min: 0, max: 40 }), seed: fc.nat(10_000) });
    const machines = { jobs: fc.integer({ min: 1, max: 6 }), waves: fc.integer({ min: 1, max: 5 }) };
    fc.assert(
      fc.property(graphs, fc.record(machines), ({ count, seed }, { jobs, waves }) => {
        const units = packages(count, seed);
        const plan = planWaves(units, { jobs, waves, startSeconds: 60 });
        expect(mistakes(units, plan.waves)).toEqual([]);
        expect(plan.waves.length).toBeLessThanOrEqual(waves);
        expect(Math.max(0, ...plan.waves.map((wave) => wave.length))).toBeLessThanOrEqual(jobs);
        expect(plan.seconds).toBeGreaterThanOrEqual(plan.bound.seconds * 0.999999);
        const longest = plan.waves.map((wave) => Math.max(...wave.map(({ seconds }) => seconds)));
        expect(longest.reduce((sum, one) => sum + one, 0)).toBeCloseTo(plan.seconds, 3);
      }),
      { numRuns: 25 },
    );
  });

  it('makes the same plan of the same units in another order', () => {
    const units = packages(40, 3);
    expect(planWaves([...units].reverse(), limits)).toEqual(planWaves(units, limits));
  });

  it('is hardly longer than the bound, and than the same work without waves', () => {
    const plans = Array.from({ length: 8 }, (_, seed) => {
      const units = packages(30, seed);
      const { seconds, bound } = planWaves(units, limits);
      return { ratio: seconds / bound.seconds, isGood: seconds <= 1.25 * withoutWaves(units, 3) };
    });
    expect(mean(plans.map(({ ratio }) => ratio))).toBeLessThan(1.15);
    expect(plans.filter(({ isGood }) => isGood).length).toBeGreaterThan(6);
    const large = Array.from({ length: 2 }, (_, seed) => planWaves(packages(200, seed), limits));
    expect(mean(large.map(({ seconds, bound }) => seconds / bound.seconds))).toBeLessThan(1.15);
  });

  it('starts a further wave only if it saves more than the start of the wave', () => {
    const units = [unit('base', 60), unit('a', 300, 'base'), unit('b', 300, 'base')];
    const apart = planWaves(units, limits);
    expect(apart.waves.map((wave) => wave.map((job) => job.units))).toEqual([[['base']], [['a'], ['b']]]);
    expect(apart.seconds).toBe(360);
    const together = planWaves(units, { ...limits, startSeconds: 600 });
    expect(together.waves.map((wave) => wave.map((job) => job.units))).toEqual([[['base', 'a', 'b']]]);
  });

  it('uses no more machines than the longest job gives reason for', () => {
    const units = [unit('long', 600), unit('a', 100), unit('b', 100), unit('c', 300)];
    const [jobs = []] = planWaves(units, { ...limits, jobs: 4 }).waves;
    expect(jobs.map(({ units: ids }) => ids)).toEqual([['long'], ['c', 'a', 'b']]);
  });

  it('plans nothing for no units, and refuses units that wait for each other', () => {
    expect(planWaves([], limits)).toEqual({
      waves: [],
      seconds: 0,
      bound: { seconds: 0, criticalPath: 0, work: 0 },
    });
    expect(() => planWaves([unit('a', 1, 'b'), unit('b', 1, 'a'), unit('c', 1)], limits)).toThrow(
      'These wait for each other: a, b.',
    );
  });
});

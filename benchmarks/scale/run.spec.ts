import fc from 'fast-check';
import { packages } from '../../packages/nx-conda/src/ci/plan/units.fixture';
import { mistakes } from './check';
import { agents, matrix, oneMachine, START_SECONDS } from './run';

const diamond = [
  { id: 'base', seconds: 10, after: [] },
  { id: 'short', seconds: 5, after: ['base'] },
  { id: 'long', seconds: 50, after: ['base'] },
  { id: 'app', seconds: 10, after: ['short', 'long'] },
];

describe('simulated runs', () => {
  it('are possible, for any graph and number of machines', () => {
    const graph = { count: fc.integer({ min: 1, max: 30 }), seed: fc.nat(1000) };
    const limits = { machines: fc.integer({ min: 1, max: 5 }), waves: fc.integer({ min: 1, max: 4 }) };
    fc.assert(
      fc.property(fc.record({ ...graph, ...limits }), ({ count, seed, machines, waves }) => {
        const units = packages(count, seed);
        expect(mistakes(agents(units, machines), units, machines)).toEqual([]);
        expect(mistakes(matrix(units, machines, waves), units, machines)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('of one machine take the time of all builds, and one start', () => {
    expect(oneMachine(diamond).seconds).toBe(75 + START_SECONDS);
  });

  it('of agents build the longest chain first', () => {
    const { sessions, seconds } = agents(diamond, 2);
    expect(seconds).toBe(70 + START_SECONDS);
    expect(sessions.map(({ builds }) => builds.map(({ id }) => id))).toEqual([
      ['base', 'short', 'app'],
      ['long'],
    ]);
  });

  it('of a matrix start machines for each wave', () => {
    const units = diamond.map((unit) => ({ ...unit, seconds: unit.seconds * 1000 }));
    const two = [...units, { id: 'other', seconds: 50_000, after: ['base'] }];
    const run = matrix(two, 2, 3);
    expect(run.waves).toBe(2);
    expect(run.seconds).toBe(75_000 + 2 * START_SECONDS);
    expect(matrix(two, 2, 1).waves).toBe(1);
  });

  it('of no packages take no time', () => {
    expect(matrix([], 2, 8).seconds).toBe(0);
    expect(agents([], 2)).toEqual({ seconds: 0, waves: 1, sessions: [] });
  });
});

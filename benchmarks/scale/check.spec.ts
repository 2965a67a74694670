import { boundOf, checked, mistakes } from './check';
import type { Run } from './run';

const units = [
  { id: 'base', seconds: 10, after: ['outside'] },
  { id: 'app', seconds: 20, after: ['base'] },
];

function runOf(...sessions: [string, number, number][][]): Run {
  return {
    waves: 1,
    seconds: Math.max(...sessions.flat().map(([, , end]) => end)),
    sessions: sessions.map((builds) => ({
      wave: 0,
      builds: builds.map(([id, start, end]) => ({ id, start, end })),
    })),
  };
}

describe('mistakes', () => {
  const right: [string, number, number][] = [
    ['base', 0, 10],
    ['app', 10, 30],
  ];

  it('finds none in a run that builds each package once, after those that it needs', () => {
    expect(mistakes(runOf(right), units, 1)).toEqual([]);
  });

  it.each([
    ['a package that is missing', runOf([['base', 0, 40]]), '1 builds of 1 packages instead of 2'],
    ['a package built twice', runOf([...right, ['app', 30, 50]]), '3 builds of 2 packages instead of 2'],
    ['a build before its need', runOf([['base', 0, 30]], [['app', 10, 30]]), 'app starts before base ends'],
    [
      'two builds at once',
      runOf([...right.slice(0, 1), ['app', 5, 30]]),
      'a machine starts app before it is free',
    ],
    ['too many machines', runOf([['base', 0, 10]], [['app', 10, 30]]), 'wave 1 has 2 machines'],
    [
      'a run that is too short',
      runOf([
        ['base', 0, 1],
        ['app', 1, 2],
      ]),
      '2 s are less than the bound of 30 s',
    ],
  ])('finds %s', (_, run, mistake) => {
    expect(mistakes(run, units, 1)).toContain(mistake);
    expect(() => checked(run, units, 1)).toThrow('The simulated run is impossible');
  });
});

describe('boundOf', () => {
  it('is the longest chain, or the work of each machine', () => {
    const many = [...units, { id: 'long', seconds: 60, after: [] }];
    expect(boundOf(many, 1)).toEqual({ seconds: 90, criticalPath: 60, work: 90 });
    expect(boundOf(many, 3).seconds).toBe(60);
  });
});

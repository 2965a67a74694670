import type { Run } from './run';
import { throughArtifacts, throughCache } from './traffic';

const MANY = 100;

function one(id: string, bytes: number, ...after: string[]) {
  return { id, bytes, after, seconds: 1, kind: 'other' as const };
}

function runOf(...sessions: [wave: number, ...ids: string[]][]): Run {
  const builds = (ids: string[]) => ids.map((id) => ({ id, start: 0, end: 0 }));
  return {
    seconds: 0,
    waves: Math.max(...sessions.map(([wave]) => wave)) + 1,
    sessions: sessions.map(([wave, ...ids]) => ({ wave, builds: builds(ids) })),
  };
}

describe('traffic', () => {
  const packages = [one('base', 1), one('mid', 10, 'base'), one('app', MANY, 'mid'), one('alone', 1000)];

  it('through a cache is all that a machine needs and does not build, once', () => {
    const run = runOf([0, 'base', 'mid'], [0, 'alone'], [1, 'app']);
    expect(throughCache(run, packages)).toEqual({ uploaded: 1111, downloaded: 11, largest: 11 });
    expect(throughCache(runOf([0, 'app']), packages)).toEqual({
      uploaded: MANY,
      downloaded: 11,
      largest: 11,
    });
  });

  it('through artifacts is everything of all earlier waves, for each job', () => {
    const run = runOf([0, 'base'], [0, 'alone'], [1, 'mid'], [2, 'app']);
    expect(throughArtifacts(run, packages)).toEqual({ uploaded: 1111, downloaded: 2012, largest: 1011 });
  });

  it('of one machine is only the upload', () => {
    const run = runOf([0, 'base', 'mid', 'app', 'alone']);
    expect(throughCache(run, packages)).toEqual({ uploaded: 1111, downloaded: 0, largest: 0 });
    expect(throughArtifacts(run, packages)).toEqual({ uploaded: 1111, downloaded: 0, largest: 0 });
  });
});

import { readPlanOptions } from './plan-options';

describe('readPlanOptions', () => {
  it('has defaults, and reads lists and minutes', () => {
    expect(readPlanOptions([])).toMatchObject({
      ...{ targets: ['conda-build', 'conda-test'], jobs: 4, gpuJobs: 1, waves: 8, startSeconds: 120 },
      ...{ reports: [], all: false, unaffected: undefined, gitlabInclude: '.gitlab/nx-conda.yml' },
    });
    const args = ['--targets', 'x', '--reports', 'a,b', '--reports=c', '--start-minutes', '0.5'];
    expect(readPlanOptions(args)).toMatchObject({
      ...{ targets: ['x'], reports: ['a', 'b', 'c'], startSeconds: 30 },
    });
    expect(readPlanOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--jobs', '0'], '--jobs is "0": it must be a whole number from 1 to 256.'],
    [['--waves', '1.5'], '--waves is "1.5": it must be a whole number from 1 to 100.'],
    [['--start-minutes', 'soon'], '--start-minutes is "soon": it must be a number of minutes.'],
    [['--unaffected', 'maybe'], '--unaffected is "maybe": it can be cached or built.'],
    [['--all', '--base', 'main'], '--all plans all projects'],
    [['--targets', ','], '--targets names no target.'],
    [['--job', '3'], "Unknown option '--job'"],
  ])('refuses %j', (args, message) => {
    expect(() => readPlanOptions(args)).toThrow(message);
  });
});

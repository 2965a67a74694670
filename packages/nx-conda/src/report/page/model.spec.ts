import { reportOf } from '../report.fixture';
import { bytesOf, lineage, matches, modelOf, taskOf } from './model';

const model = modelOf(
  reportOf([
    { project: 'base', status: 'local-cache', packages: [{ size: 10 }] },
    {
      project: 'lib',
      after: ['base'],
      packages: [
        { variant: { python: '3.11' }, size: 1 },
        { name: 'lib-dev', size: 2 },
      ],
    },
    { project: 'app', after: ['lib'], status: 'failure' },
    { project: 'tool', after: ['base'], packages: [{}] },
    { project: 'lib', kind: 'test', status: 'failure' },
    { project: 'alone', kind: 'test' },
  ]),
);

describe('the model of the page', () => {
  it('has a row for each package, and for each project without packages', () => {
    expect(model.rows.map(({ task, entry, test }) => [task.id, entry?.name, test?.status])).toEqual([
      ['alone:conda-test', undefined, 'tested'],
      ['app:conda-build', undefined, undefined],
      ['base:conda-build', 'base', undefined],
      ['lib:conda-build', 'lib', 'failed'],
      ['lib:conda-build', 'lib-dev', 'failed'],
      ['tool:conda-build', 'tool', undefined],
    ]);
  });

  it('finds rows that contain all words of a search', () => {
    const found = (query: string) =>
      model.rows.filter((row) => matches(row, query)).map(({ entry, task }) => entry?.name ?? task.project);
    expect(found('PYTHON=3.11  lib')).toEqual(['lib']);
    expect(found('lib')).toEqual(['lib', 'lib-dev']);
    expect(found('reused')).toEqual(['base']);
    expect(found('')).toHaveLength(6);
    expect(found('lib base')).toEqual([]);
  });

  it('finds rows by the status of the build or the test', () => {
    const failed = model.rows.filter((row) => matches(row, '', 'failed')).map(({ task }) => task.project);
    expect(failed).toEqual(['app', 'lib', 'lib']);
  });

  it('follows dependencies in both directions', () => {
    expect([...lineage('lib:conda-build', model)].sort()).toEqual([
      'app:conda-build',
      'base:conda-build',
      'lib:conda-build',
    ]);
    expect([...lineage('alone:conda-test', model)]).toEqual(['alone:conda-test']);
  });

  it('adds up the packages of a task', () => {
    expect(bytesOf(taskOf('lib:conda-build', model))).toBe(3);
    expect(() => taskOf('none', model)).toThrow('none is not a task of the report.');
  });
});

import { reportOf } from '../report.fixture';
import { modelOf } from './model';
import { type Choice, View } from './view';

describe('View', () => {
  const view = new View(
    modelOf(
      reportOf([{ project: 'lib', packages: [{}] }, { project: 'app' }, { project: 'lib', kind: 'test' }]),
    ),
  );

  it('tells listeners the choice before a change', () => {
    const before: Choice[] = [];
    view.onChange((choice) => before.push(choice));
    view.select('lib:conda-build');
    view.select('lib:conda-build');
    view.change({ query: 'lib' });
    expect(before).toEqual([{ query: '' }, { query: '', selected: 'lib:conda-build' }]);
    expect(view.choice).toEqual({ query: 'lib', selected: 'lib:conda-build' });
  });

  it('finds builds and tests together, and says if nothing is searched', () => {
    view.change({ query: 'lib' });
    expect(view.found()).toEqual(new Set(['lib:conda-build', 'lib:conda-test']));
    view.change({ query: ' ' });
    expect(view.found()).toBeUndefined();
    view.change({ status: 'failed' });
    expect(view.found()).toEqual(new Set());
  });
});

import { graphFile } from './graph-file.fixture';
import { selectProjects, type Selection } from './select-projects';
import { condaProjects } from './task-graph';

const FILE = graphFile(
  {
    a: {},
    b: { other: ['b:prepare'] },
    c: { build: ['b'] },
    // Their tests need each other.
    x: { test: ['y'] },
    y: { test: ['x'], build: ['c'] },
  },
  { 'b:prepare': ['a:prepare'], 'a:prepare': ['a:conda-build'] },
);

function select(selection: Selection): string[] {
  const groups = selectProjects(condaProjects(FILE), selection);
  return groups.map(({ projects, after }) => {
    const names = projects.map(({ name }) => name).join('+');
    return after.length > 0 ? `${names} after ${after.join(', ')}` : names;
  });
}

describe('selectProjects', () => {
  it('knows what tasks of other plugins wait for, and groups projects that need each other', () => {
    expect(select({ othersAreCached: false })).toEqual(['a', 'b after a', 'c after b', 'x+y after c']);
  });

  it('adds what affected projects need, unless the cache has it', () => {
    const affectedTasks = new Set(['c:conda-test']);
    expect(select({ affectedTasks, othersAreCached: false })).toEqual(['a', 'b after a', 'c after b']);
    expect(select({ affectedTasks, othersAreCached: true })).toEqual(['c']);
    expect(select({ affectedTasks: new Set(), othersAreCached: false })).toEqual([]);
  });

  it('keeps the order of projects with one between them that is not planned', () => {
    const affectedTasks = new Set(['a:conda-build', 'c:conda-build']);
    expect(select({ affectedTasks, othersAreCached: true })).toEqual(['a', 'c after a']);
  });
});

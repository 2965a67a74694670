import type { CondaMetadata } from '../../graph/conda-metadata';
import type { CondaTask } from '../task';
import { providersOf } from './providers-of';

function conda(provides: string[], edges: string[] = []): CondaMetadata {
  const reads = { areas: [], repositories: [], environment: [] };
  const lists = { variants: [], build: [], test: [], provides, edges };
  return { recipe: 'recipe.yaml', exact: true, output: 'dist/conda/app', reads, ...lists };
}

function project(root: string, provides: string[]) {
  return { root, metadata: { conda: conda(provides) } };
}

describe('providersOf', () => {
  const task: CondaTask = {
    project: 'app',
    workspaceRoot: '/w',
    recipe: '/w/recipes/app/recipe.yaml',
    recipePath: 'recipes/app/recipe.yaml',
    conda: conda(['app'], ['recipes/near', 'recipes/twin']),
    outputRoot: 'dist/conda',
    output: '/w/dist/conda/app',
  };
  const projects = {
    app: project('recipes/app', ['app', 'libapp']),
    twin: project('recipes/twin', ['lib']),
    near: project('recipes/near', ['lib']),
    far: project('recipes/far', ['lib', 'only-far']),
    js: { root: 'js' },
  };

  it('names the projects that the recipe depends on, and itself', () => {
    const providers = providersOf(task, projects);
    expect(providers('lib', 'host')).toEqual(['near', 'twin']);
    expect(providers('libapp', 'run')).toEqual(['app']);
    expect(providers('numpy', 'run')).toEqual([]);
  });

  it('omits a project without an edge: its package is for another platform', () => {
    expect(providersOf(task, projects)('only-far', 'build')).toEqual([]);
  });

  it('names any project for exported packages', () => {
    expect(providersOf(task, projects)('only-far', 'run_exports.weak')).toEqual(['far']);
  });
});

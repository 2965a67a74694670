import type { ProjectConfiguration, TaskResult } from '@nx/devkit';
import { condaTasks } from './conda-tasks';

/** A project with renamed targets. */
function project(recipe: string, build: string[] = [], test: string[] = []): ProjectConfiguration {
  const targets = {
    pack: { executor: 'nx-conda:build' },
    try: { executor: 'nx-conda:test' },
    'conda-build': { executor: 'nx:noop' },
  };
  return {
    root: recipe,
    targets,
    metadata: { conda: { recipe, build, test } } as ProjectConfiguration['metadata'],
  };
}

function results(...ids: string[]): Record<string, TaskResult> {
  const result = (id: string) => {
    const [name, target] = id.split(':');
    return { task: { id, target: { project: name, target } }, status: 'success', code: 0 } as TaskResult;
  };
  return Object.fromEntries(ids.map((id) => [id, result(id)]));
}

const waits = (found: ReturnType<typeof condaTasks>) =>
  Object.fromEntries(found.map(({ result, dependsOn }) => [result.task.id, dependsOn]));

describe('condaTasks', () => {
  it('finds builds and tests by their executor', () => {
    const projects = { lib: project('lib/recipe.yaml'), web: { root: 'web', targets: { pack: {} } } };
    const found = condaTasks(
      results('lib:pack', 'lib:try', 'lib:conda-build', 'web:pack', 'gone:pack'),
      projects,
    );
    expect(found.map(({ kind, result }) => [kind, result.task.id])).toEqual([
      ['build', 'lib:pack'],
      ['test', 'lib:try'],
    ]);
  });

  it('lets tasks wait for the builds of the run that they need', () => {
    const projects = {
      base: project('base/recipe.yaml'),
      lib: project('lib/recipe.yaml', ['base', 'elsewhere'], ['base', 'tool']),
      tool: project('tool/recipe.yaml'),
    };
    expect(waits(condaTasks(results('base:pack', 'lib:pack', 'lib:try'), projects))).toEqual({
      'base:pack': [],
      'lib:pack': ['base:pack'],
      'lib:try': ['lib:pack', 'base:pack'],
    });
  });

  it('lets a task wait for all variants of a recipe that has a project for each', () => {
    const projects = {
      base: project('base/recipe.yaml'),
      'base--a': project('base/recipe.yaml'),
      'base--b': project('base/recipe.yaml'),
      lib: project('lib/recipe.yaml', ['base']),
      app: project('app/recipe.yaml', ['base--b']),
    };
    expect(
      waits(condaTasks(results('base--a:pack', 'base--b:pack', 'lib:pack', 'app:pack'), projects)),
    ).toMatchObject({
      'lib:pack': ['base--a:pack', 'base--b:pack'],
      'app:pack': ['base--b:pack'],
    });
  });
});

import { startAgain, workspace } from '../lib-and-app.fixture';
import type { TaskGraph } from '@nx/devkit';
import { rmSync } from 'node:fs';
import { recipeText } from '../recipe-workspace.fixture';
import checkBatch from './batch';
import type { CheckExecutorOptions } from './options.schema';

describe('checks of a run in one process', () => {
  beforeEach(startAgain);

  async function batch(options: Record<string, CheckExecutorOptions>) {
    const tasks = Object.keys(options).map((id) => {
      const [project, target] = id.split(':');
      return [id, { id, target: { project, target } }];
    });
    const graph = { tasks: Object.fromEntries(tasks) } as TaskGraph;
    const results: [string, boolean, string][] = [];
    for await (const { task, result } of checkBatch(graph, options, {}, workspace.contextOf(''))) {
      results.push([task, result.success, result.terminalOutput]);
    }
    return results;
  }

  it('have a result each, also if one cannot be checked', async () => {
    workspace.write({
      'app/recipe.yaml': recipeText('app', 'tests: [{script: [x]}]', 'requirements: {run: [torch]}'),
    });
    rmSync(workspace.path('lib/recipe.yaml'));
    const app: CheckExecutorOptions = { failOn: 'warning', checks: { 'unknown-package-name': 'off' } };
    expect(await batch({ 'lib:conda-check': {}, 'app:conda-check': app, 'js:conda-check': {} })).toEqual([
      ['lib:conda-check', false, expect.stringContaining('lib/recipe.yaml does not exist.')],
      ['app:conda-check', true, 'app/recipe.yaml: no problems found.\n'],
      [
        'js:conda-check',
        false,
        expect.stringContaining('nx-conda found no recipe.yaml in the project "js".'),
      ],
    ]);
  });
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { readTask } from './task';

describe('readTask', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-task-')));
  const root = join(folder, 'workspace');

  beforeAll(() => {
    mkdirSync(join(root, 'lib'), { recursive: true });
    writeFileSync(join(root, 'lib/recipe.yaml'), '');
    writeFileSync(join(folder, 'outside.yaml'), '');
    symlinkSync(join(folder, 'outside.yaml'), join(root, 'linked.yaml'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function context(projectName: string, recipe?: string): ExecutorContext {
    const metadata = recipe === undefined ? {} : { conda: { recipe } };
    const projects = { [projectName]: { root: 'lib', metadata } };
    return {
      root,
      projectName,
      projectsConfigurations: { version: 2, projects },
    } as Partial<ExecutorContext> as ExecutorContext;
  }

  it('knows the paths of the recipe and the packages', () => {
    expect(readTask(context('lib', 'lib/recipe.yaml'), 'dist/conda')).toMatchObject({
      project: 'lib',
      recipe: join(root, 'lib/recipe.yaml'),
      output: join(root, 'dist/conda/lib'),
    });
  });

  it.each(['../../evil', '..', 'lib/deep'])(
    'puts the packages of a project called %j into one folder',
    (name) => {
      const { output } = readTask(context(name, 'lib/recipe.yaml'), 'dist/conda');
      expect(dirname(output)).toBe(join(root, 'dist/conda'));
      expect(basename(output)).toMatch(/^[\w.]+-\d+$/);
    },
  );

  it.each([
    ['lib', undefined, 'nx-conda found no recipe.yaml in the project "lib".'],
    ['lib', 'gone/recipe.yaml', 'does not exist'],
    ['lib', 'linked.yaml', 'A symbolic link in the path linked.yaml leads out of the workspace, to /'],
  ])('refuses the project %j with the recipe %j', (project, recipe, message) => {
    expect(() => readTask(context(project, recipe), 'dist/conda')).toThrow(message);
  });
});

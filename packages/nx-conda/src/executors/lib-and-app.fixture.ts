import { RecipeWorkspace, recipeText } from './recipe-workspace.fixture';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import buildExecutor from './build/executor';
import type { FakeOutput } from './fake-engine.fixture';

/** A workspace of two recipes: the build of app needs the package of lib. */
export const workspace = new RecipeWorkspace();
/** Where their packages are. */
export const PACKAGES = join(workspace.root, 'dist/conda');
export const LIB: FakeOutput = { name: 'lib', payload: [{ path: 'share/lib', content: 'one' }] };
export const APP: FakeOutput = { name: 'app', requirements: { host: ['lib'] } };

/** Runs the build of a project, as Nx would. */
export const build = (project: string) => workspace.run(buildExecutor, `${project}:conda-build`);

/** What a refused build prints. */
export async function refusal(project: string): Promise<string> {
  const { success, output } = await build(project);
  expect(success).toBe(false);
  expect(existsSync(join(PACKAGES, project))).toBe(false);
  return output;
}

/** Both as they were: not built, and hashed by Nx. */
export async function startAgain(): Promise<void> {
  const { engine } = workspace;
  for (const name of ['NX_TASK_HASH', 'NX_SKIP_NX_CACHE']) Reflect.deleteProperty(process.env, name);
  workspace.clear();
  await engine.makes('lib', [LIB]);
  await engine.makes('app', [APP]);
  workspace.write({
    'lib/recipe.yaml': recipeText('lib'),
    'app/recipe.yaml': recipeText('app', 'requirements: {host: [lib]}'),
  });
  await workspace.readGraph(['lib', 'app']);
  await workspace.hash();
  engine.runs();
}

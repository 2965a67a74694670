import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ChangedTexts, Renders } from '../../checks/fix';
import type { CheckRequest } from '../../checks/read-subject';
import type { Engine } from '../../engine/engine';
import { renderRecipe, type Rendering } from '../../engine/render';
import { mentionsOf } from '../../recipe/reads/mentions';
import { parseRecipe } from '../../recipe/parts/parse';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { VARIANT_FILES } from '../../knowledge/variant-files';

/** Asks rattler-build on which of some platforms a recipe can be rendered with changed content of its files. */
export function rendersWith(engine: Engine, request: CheckRequest, platforms: readonly string[]): Renders {
  return async (changed) => {
    const recipe = join(request.workspaceRoot, request.recipePath);
    // Beside the recipe, which may load files from there; Nx's watcher ignores such names.
    const draft = join(dirname(recipe), `.nx-conda-${process.pid}.draft.yaml`);
    const scratch = await mkdtemp(join(tmpdir(), 'nx-conda-check-'));
    try {
      const text = changed.get(request.recipePath);
      if (text !== undefined) await writeFile(draft, text);
      const variantFiles = await changedVariants(request, changed, scratch);
      const { experimental } = mentionsOf(
        parseRecipe(text ?? (await readFile(recipe, 'utf8')), request.recipePath),
      );
      const asked = {
        recipe: text === undefined ? recipe : draft,
        ...{ variantFiles, ignoreRecipeVariants: true, experimental },
      };
      return await renderedOn(platforms, (targetPlatform) =>
        renderRecipe(engine, { ...asked, targetPlatform }, request.workspaceRoot),
      );
    } catch (error) {
      // Unparsable: no need to ask rattler-build.
      if (error instanceof RecipeError) return new Set();
      throw error;
    } finally {
      await rm(draft, { force: true });
      await rm(scratch, { recursive: true, force: true });
    }
  };
}

/** One after the other: a recipe on five platforms takes half a second. */
async function renderedOn(
  platforms: readonly string[],
  render: (platform: string) => Promise<Rendering>,
): Promise<ReadonlySet<string>> {
  const rendered = new Set<string>();
  for (const platform of platforms) {
    if ('outputs' in (await render(platform))) rendered.add(platform);
  }
  return rendered;
}

/** The file beside the recipe first, as rattler-build merges them. Absolute paths. */
async function changedVariants(
  { workspaceRoot, recipePath, variantFiles }: CheckRequest,
  changed: ChangedTexts,
  scratch: string,
): Promise<string[]> {
  const folder = dirname(recipePath);
  const beside = VARIANT_FILES.map((name) => join(folder, name));
  const own = beside.find((path) => existsSync(join(workspaceRoot, path)));
  const files = [...(own === undefined ? [] : [own]), ...variantFiles].filter((path) =>
    existsSync(join(workspaceRoot, path)),
  );
  return Promise.all(
    files.map(async (path, index) => {
      const text = changed.get(path);
      if (text === undefined) return join(workspaceRoot, path);
      // The name determines the syntax: conda_build_config.yaml has selectors.
      const copy = join(scratch, String(index), basename(path));
      await mkdir(dirname(copy));
      await writeFile(copy, text);
      return copy;
    }),
  );
}

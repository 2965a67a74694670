import { join, posix } from 'node:path';
import { normalizePath, type Settings } from '../options';
import { readTargetOptions } from './project-file';
import { linkedFrom } from './recipe-folder';
import type { VariantSet, VariantSets } from './shared-variants';
import type { WorkspaceFiles } from './workspace-files';

/** A recipe.yaml of the workspace and how it is rendered; not read yet. */
export interface RecipeSource {
  /** Its folder, relative to the workspace root, `/` separated; `.` for the root itself. */
  root: string;
  /** recipe.yaml, relative to the workspace root. */
  path: string;
  /** The plugin's settings with what the project.json beside the recipe changes. */
  settings: Settings;
  /** The shared variants it is rendered with. */
  variants: VariantSet;
  /** Where symbolic links in the folder lead, relative to the workspace root. */
  linked: string[];
  /** Of all that lies below the folder, and of what links in it lead to. */
  contentHash: string;
}

/** @param paths recipe.yaml files relative to the workspace root. */
export async function recipeSources(
  paths: readonly string[],
  settings: Settings,
  files: WorkspaceFiles,
  variantSets: VariantSets,
): Promise<RecipeSource[]> {
  return Promise.all(
    paths.map(async (path) => {
      const root = posix.dirname(path);
      const own = files.at([root]);
      const linked = linkedFrom(root, own, variantSets.workspaceRoot);
      const hasProject = files.has(posix.join(root, 'project.json'));
      const changed = hasProject
        ? await projectSettings(join(variantSets.workspaceRoot, root), settings)
        : settings;
      return {
        root,
        path,
        settings: changed,
        variants: await variantSets.get(changed.variants),
        linked,
        contentHash: files.contentHash([...own, ...files.at(linked)]),
      };
    }),
  );
}

/** A project may set the options of its build target itself: the graph must see the same variants and platform. */
async function projectSettings(folder: string, shared: Settings): Promise<Settings> {
  if (!shared.targets.build) return shared;
  const { variants, targetPlatform } = await readTargetOptions(folder, shared.targets.build.name);
  return {
    ...shared,
    ...(isTexts(variants) && { variants: variants.map(normalizePath) }),
    ...(typeof targetPlatform === 'string' && { targetPlatform }),
  };
}

/** Nx checks options against the schema only when the target runs: here anything may stand. */
function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

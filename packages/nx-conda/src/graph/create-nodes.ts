import type { CreateNodes } from '@nx/devkit';
import { globWithWorkspaceContext } from '../nx';
import { type PluginOptions, readSettings } from '../options';
import { projectOf } from './project';
import { readWorkspace } from './workspace';

const RECIPES = '**/recipe.yaml';

/** Every recipe.yaml of the workspace becomes a project, whatever it holds. */
export const createNodes: CreateNodes<PluginOptions> = [
  RECIPES,
  async (files, options, context) => {
    const settings = readSettings(options);
    const recipes = await includedRecipes(files, settings.exclude, context.workspaceRoot);
    const workspace = await readWorkspace(recipes, settings, context);
    return workspace.sources.map((source) => [source.path, projectOf(source, workspace)]);
  },
];

/** Build products and installed packages may hold recipes too, in a workspace without a .gitignore. */
async function includedRecipes(
  files: readonly string[],
  exclude: string[],
  workspaceRoot: string,
): Promise<string[]> {
  const sources = files.filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));
  if (exclude.length === 0) return sources.sort();
  const included = new Set(await globWithWorkspaceContext(workspaceRoot, [RECIPES], exclude));
  return sources.filter((file) => included.has(file)).sort();
}

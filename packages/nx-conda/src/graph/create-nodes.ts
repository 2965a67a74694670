import { posix } from 'node:path';
import type { CreateNodes, ProjectConfiguration } from '@nx/devkit';
import { globWithWorkspaceContext } from '../nx';
import { type PluginOptions, readSettings } from '../options';
import { UNREAD_RECIPE } from './known-recipes';
import { nxCommand } from './nx-command';
import { onScreens } from './on-screens';
import { projectOf } from './project';
import { condaMetadata } from './conda-metadata';
import { type PlannedWorkspace, writePlans } from './reads/plans-file';
import { readWorkspace, type Workspace } from './workspace';

const RECIPES = '**/recipe.yaml';

/** Every recipe.yaml of the workspace becomes a project, even an invalid one. */
export const createNodes: CreateNodes<PluginOptions> = [
  RECIPES,
  async (files, options, context) => {
    const settings = readSettings(options);
    const recipes = await includedRecipes(files, settings.exclude, context.workspaceRoot);
    const workspace = await readWorkspace(recipes, settings, context);
    const nx = nxCommand(context.workspaceRoot);
    const projects = workspace.sources.map((source) => {
      const { summary } = workspace.known.get(source.root) ?? UNREAD_RECIPE;
      return onScreens(projectOf(source, workspace), nx, summary);
    });
    await writePlans(plannedWorkspace(projects, workspace, settings.outputRoot), options);
    return projects.map((project) => [
      posix.join(project.root, 'recipe.yaml'),
      { projects: { [project.root]: project } },
    ]);
  },
];

function plannedWorkspace(
  projects: ProjectConfiguration[],
  { sources }: Workspace,
  outputRoot: string,
): PlannedWorkspace {
  const plans = projects.flatMap((project) => {
    const reads = condaMetadata(project)?.reads;
    return reads ? [[project.root, reads] as const] : [];
  });
  const variantFiles = new Set(sources.flatMap(({ variants }) => variants.files.map(({ path }) => path)));
  return { outputRoot, variantFiles: [...variantFiles], plans: Object.fromEntries(plans) };
}

/** Without a .gitignore, build outputs and installed packages may contain recipes. */
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

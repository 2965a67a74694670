import type { CreateNodes, ProjectConfiguration } from '@nx/devkit';
import { type PluginOptions, readSettings } from '../options';
import { includedRecipes, RECIPES } from './included-recipes';
import { UNREAD_RECIPE } from './known-recipes';
import { nxCommand } from './nx-command';
import { onScreens } from './on-screens';
import { projectOf, recipeOf } from './project';
import type { RecipeSource } from './recipe-source';
import { splitProjects } from './split-project';
import { condaMetadata } from './conda-metadata';
import { type PlannedWorkspace, writePlans } from './reads/plans-file';
import type { BuildProject } from './variant-projects';
import { readWorkspace, type Workspace } from './workspace';

/** Every recipe.yaml of the workspace becomes a project, even an invalid one. */
export const createNodes: CreateNodes<PluginOptions> = [
  RECIPES,
  async (files, options, context) => {
    const settings = readSettings(options);
    const recipes = await includedRecipes(files, settings.exclude, context.workspaceRoot);
    const workspace = await readWorkspace(recipes, settings, context);
    const nx = nxCommand(context.workspaceRoot);
    const variants = variantsByRecipe(workspace);
    const projects = new Map(
      workspace.sources.map((source) => {
        const { summary } = workspace.known.get(source.root) ?? UNREAD_RECIPE;
        const own = projectsOf(source, variants, workspace);
        return [source.path, own.map((project) => onScreens(project, nx, summary))];
      }),
    );
    await writePlans(
      plannedWorkspace([...projects.values()].flat(), workspace, settings.outputRoot),
      options,
    );
    return [...projects].map(([recipe, own]) => [
      recipe,
      { projects: Object.fromEntries(own.map((project) => [project.root, project])) },
    ]);
  },
];

/** The recipe's own project comes first. */
function projectsOf(
  source: RecipeSource,
  variants: ReadonlyMap<string, ReadonlyMap<string, BuildProject>>,
  workspace: Workspace,
): ProjectConfiguration[] {
  const recipe = recipeOf(source, workspace);
  const own = variants.get(source.root);
  return own ? splitProjects(recipe, own, workspace) : [projectOf(recipe, workspace)];
}

/** The projects of variants by their roots, by the root of the recipe. */
function variantsByRecipe({ builds }: Workspace): Map<string, Map<string, BuildProject>> {
  const found = new Map<string, Map<string, BuildProject>>();
  for (const [root, build] of builds) {
    if (build.variantOf === undefined) continue;
    const own = found.get(build.variantOf) ?? new Map<string, BuildProject>();
    found.set(build.variantOf, own.set(root, build));
  }
  return found;
}

function plannedWorkspace(
  projects: ProjectConfiguration[],
  { sources }: Workspace,
  outputRoot: string,
): PlannedWorkspace {
  const plans = projects.flatMap((project) => {
    const conda = condaMetadata(project);
    return conda && !conda.variant ? [[project.root, conda.reads] as const] : [];
  });
  const variantFiles = new Set(sources.flatMap(({ variants }) => variants.files.map(({ path }) => path)));
  return { outputRoot, variantFiles: [...variantFiles], plans: Object.fromEntries(plans) };
}

import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { logger } from '../../nx';
import { buildNumberEdits } from '../../recipe/edit/build-number';
import { applyEdits } from '../../recipe/edit/edits';
import { ExplainedError } from '../../explained-error';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { isCondaVersion, versionPlace } from '../../recipe/edit/version-place';
import { explained } from '../explained';
import { typedArgument } from '../typed-argument';
import { findRecipe, readRecipeFile, type RecipeFile, recipeFiles, scopeOf } from '../recipe-file';
import { bumpRecipe } from './bump-recipe';
import { type Dependent, dependentsOf } from './dependents';
import { type LatestVersion, latestVersion } from './latest';
import type { BumpGeneratorOptions } from './options.schema';
import { readSources } from './source-reading';

/**
 * Moves a recipe to another version, and reports the other recipes that do not allow it.
 * @throws Error with the next steps; then nothing is written
 */
export async function bumpGenerator(tree: Tree, options: BumpGeneratorOptions): Promise<void> {
  await explained(() => bump(tree, options));
}

export default bumpGenerator;

async function bump(tree: Tree, options: BumpGeneratorOptions): Promise<void> {
  const given = givenVersion(options);
  const recipes = await recipeFiles(tree);
  const file = findRecipe(recipes, options.project);
  const recipe = readRecipeFile(tree, file);
  const folder = join(tree.root, file.folder);
  const { version: to, remarks } =
    given === undefined ? await latest(recipe, file, folder) : { version: given, remarks: [] };
  if (to === versionPlace(recipe).current) throw isThere(file, to);
  const evaluate = (parsed: ParsedRecipe) => scopeOf(parsed, file);
  const bumped = await bumpRecipe({ recipe, to, folder, force: options.force ?? false, evaluate });
  tree.write(file.path, bumped.text);
  const dependents = dependentsOf(tree, file, { recipes, version: to });
  const raised = options.dependents ? raiseBuildNumbers(tree, dependents) : [];
  for (const line of [...bumped.lines, ...remarks, ...raised, ...dependentLines(dependents, options)])
    logger.info(line);
}

async function latest(recipe: ParsedRecipe, file: RecipeFile, folder: string): Promise<LatestVersion> {
  return latestVersion(readSources(scopeOf(recipe, file)), versionPlace(recipe).current, folder);
}

/** Raises the build numbers of recipes built against it. @returns log lines */
function raiseBuildNumbers(tree: Tree, dependents: readonly Dependent[]): string[] {
  return dependents
    .filter(({ isBuiltAgainst }) => isBuiltAgainst)
    .flatMap(({ file }) => {
      const recipe = readRecipeFile(tree, file);
      const { edits, remarks } = buildNumberEdits(recipe, (number) => number + 1);
      if (edits.length === 0) {
        return [
          ...remarks,
          `${file.path} has no build number that nx-conda can raise. Set the build number by hand.`,
        ];
      }
      tree.write(file.path, applyEdits(recipe.text, edits));
      return [...remarks, `${file.path}: the build number was raised.`];
    });
}

function dependentLines(dependents: readonly Dependent[], options: BumpGeneratorOptions): string[] {
  const waiting = dependents.filter(({ isBuiltAgainst }) => isBuiltAgainst && !options.dependents);
  return [
    ...dependents.flatMap(({ excluding }) =>
      excluding.map((pin) => `${pin} excludes the new version. Change this requirement.`),
    ),
    ...dependents.flatMap(({ unknown }) =>
      unknown.map((pin) => `${pin} may exclude the new version. Check this requirement.`),
    ),
    ...(waiting.length > 0
      ? [
          `These projects are built against the bumped package: ${waiting.map(({ file }) => file.project).join(', ')}. Their build numbers were not raised. Raise these build numbers by hand, or undo the bump and run the same command with --dependents.`,
        ]
      : []),
  ];
}

/** @returns undefined for `--latest` */
function givenVersion({ to, latest: isLatest }: BumpGeneratorOptions): string | undefined {
  if ((to === undefined) !== (isLatest ?? false)) {
    throw new ExplainedError('Pass either --to or --latest.', [
      'For a specific version, pass --to <version>',
      'For the newest release or the highest tag of the source, pass --latest',
    ]);
  }
  const version = to === undefined ? undefined : typedArgument('to', to, process.argv);
  if (version === undefined || isCondaVersion(version)) return version;
  throw new ExplainedError(`${JSON.stringify(version)} is not a version.`, [
    'Write the version as in the recipe: digits, letters and dots, without the `v` of a tag.',
  ]);
}

function isThere({ path }: RecipeFile, version: string): ExplainedError {
  return new ExplainedError(`${path} is already at version ${version}.`, [
    'To choose another version, pass --to <version>',
    `If you wrote ${version} into the recipe yourself, restore the old version and run the same command again: bump then changes the source too.`,
  ]);
}

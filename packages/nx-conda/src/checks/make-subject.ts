import { parseRecipeToEdit } from '../recipe/parts/parse';
import { Scope } from '../recipe/parts/scope';
import { mergeVariants, parseVariants } from '../recipe/variants/variants';
import { levelsOf } from '../recipe/parts/outputs';
import { builtLevels } from '../recipe/parts/skipped';
import { requirementItems } from '../recipe/parts/requirement-items';
import { scriptsOf } from '../recipe/parts/scripts';
import { sourcesOf } from '../recipe/parts/sources';
import type { Subject, WorkspaceKnowledge } from './subject';
import type { CheckedFile } from '../recipe/yaml/place';
import { VARIANT_FILES } from '../knowledge/variant-files';

/** The texts of a recipe and its files. */
export interface SubjectTexts {
  recipe: CheckedFile;
  /** The text files in the folder of the recipe, by name. */
  besides: ReadonlyMap<string, CheckedFile>;
  /** Shared variant files, in the order that rattler-build gets them. */
  variantFiles: readonly CheckedFile[];
  platform: string;
  workspace: WorkspaceKnowledge;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Everything that rules look at, except the source.
 * @throws RecipeError if the recipe or a variant file cannot be read
 */
export function makeSubject(texts: SubjectTexts): Subject {
  const { recipe: file, besides, platform, workspace, environment } = texts;
  const recipe = parseRecipeToEdit(file.text, file.path);
  const own = ownVariants(besides);
  const variantFiles = [
    ...(own ? [{ file: own, isOwn: true }] : []),
    ...texts.variantFiles.map((shared) => ({ file: shared, isOwn: false })),
  ];
  const variants = mergeVariants(variantFiles.map((one) => parseVariants(one.file.text, one.file.path)));
  const scope = new Scope(recipe, variants, platform, environment);
  const levels = builtLevels(levelsOf(recipe), platform, variants);
  return {
    ...{ recipe, file, scope, platform, levels, besides, variantFiles, variants, workspace },
    sources: sourcesOf(levels),
    items: requirementItems(levels, scope),
    scripts: scriptsOf(recipe, levels, file, { besides, platform }),
    source: undefined,
    localPaths: [],
    absentFolders: [],
  };
}

/** Without variants.yaml, rattler-build reads conda-build's file (0.74). */
function ownVariants(besides: ReadonlyMap<string, CheckedFile>): CheckedFile | undefined {
  return VARIANT_FILES.map((name) => besides.get(name)).find((file) => file !== undefined);
}

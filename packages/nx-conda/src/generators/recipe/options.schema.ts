/** Generated from schema.json by `npm run generate`. */

/**
 * Writes a commented recipe from a PyPI name, a Git tag or a folder. With --dry-run it shows which files it would write.
 */
export interface RecipeGeneratorOptions {
  /**
   * Name of the conda package, and of the folder for its recipe.
   */
  name: string;
  /**
   * Where the source is: `pypi:<name>[@version]`, `git:<url>@<tag>`, `github:<owner>/<repo>[@tag]`, `path:<folder>`, or `blank` for a recipe to fill in. Default: `pypi:` plus the package name.
   */
  from?: string;
  /**
   * How it is built: `auto` detects it from the source; `research` copies code without a build system; `meta` only has requirements.
   */
  kind?: 'auto' | 'python' | 'cuda-extension' | 'cmake' | 'research' | 'header-only' | 'meta';
  /**
   * CUDA release for code compiled for GPUs: selects the architectures, and is added to variants.json if no variant file sets one. `none`: without CUDA.
   */
  cuda?: string;
  /**
   * Parent folder of the recipe's folder, relative to the workspace root.
   */
  directory?: string;
  /**
   * Also write recipes, from PyPI and into the same directory, for Python requirements (and theirs) that neither the workspace nor its channels have.
   */
  recursive?: boolean;
}

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
   * Where the source is: `pypi:<name>[@version]`, `git:<url>@<tag>`, `github:<owner>/<repo>[@tag]`, `path:<folder>`, or `blank` for a recipe to fill in. Default: `pypi:` and the name.
   */
  from?: string;
  /**
   * How it is built: `auto` tells by the source; `research` copies code that has no build system; `meta` only requires others.
   */
  kind?: 'auto' | 'python' | 'cuda-extension' | 'cmake' | 'research' | 'header-only' | 'meta';
  /**
   * Release of CUDA, for what is compiled for GPUs: the one to name architectures for, and to add to variants.json where no variant file names one. `none`: without CUDA.
   */
  cuda?: string;
  /**
   * Folder for the recipe's own folder, relative to the workspace root.
   */
  directory?: string;
  /**
   * Write recipes for its Python requirements as well, and for theirs, where neither the workspace nor its channels have them: from PyPI, into the same directory.
   */
  recursive?: boolean;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Writes a commented recipe from a PyPI name, a Git tag or a folder. With --dry-run, only shows which files would be written.
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
   * How the package is built: `auto` detects the kind from the source; `research` copies code without a build system; `meta` is for a package that only has requirements.
   */
  kind?: 'auto' | 'python' | 'cuda-extension' | 'cmake' | 'research' | 'header-only' | 'meta';
  /**
   * CUDA release for code compiled for GPUs, if no variant file sets `cuda_compiler_version`: selects the GPU architectures, and is added to variants.json. `none` builds without CUDA.
   */
  cuda?: string;
  /**
   * Parent folder of the recipe's folder, relative to the workspace root.
   */
  directory?: string;
  /**
   * Also write recipes for Python requirements, direct and indirect, that neither the workspace nor its channels have. The sources come from PyPI; the recipes go into the same directory.
   */
  recursive?: boolean;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Writes a recipe, with explanatory comments, from a PyPI name, a Git tag or a folder. With --dry-run, only shows which files would be written.
 */
export interface RecipeGeneratorOptions {
  /**
   * Name of the conda package, and of the folder for its recipe.
   */
  name: string;
  /**
   * Where the source is: `pypi:<name>[@version]`, `git:<url>[@tag]`, `github:<owner>/<repo>[@tag]`, `path:<folder>` (absolute, or relative to the workspace root), or `blank` for a recipe that you fill in yourself. Default: `pypi:` plus the package name; for `--kind=meta`, `blank`.
   */
  from?: string;
  /**
   * How the package is built: `auto` detects the kind from the source; `research` copies code without a build system; `meta` is for a package that only has requirements.
   */
  kind?: 'auto' | 'python' | 'cuda-extension' | 'cmake' | 'research' | 'header-only' | 'meta';
  /**
   * CUDA release for code that is compiled for GPUs. The release selects the GPU architectures, and is added to the variants as `cuda_compiler_version`. A `cuda_compiler_version` in a variant file takes precedence. `none` builds without CUDA.
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

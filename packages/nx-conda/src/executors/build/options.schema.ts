/** Generated from schema.json by `npm run generate`. */

/**
 * Builds all outputs and variants of a recipe into a folder that is a conda channel.
 */
export interface BuildExecutorOptions {
  /**
   * Channels to search after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. If the list is empty, only workspace packages are used. Default: conda-forge.
   */
  channels?: string[];
  /**
   * Variant files, relative to the workspace root; later files override earlier ones. Default: variants.json, if it exists.
   */
  variants?: string[];
  /**
   * Platform to build for. Default: the platform of this machine.
   */
  targetPlatform?: string;
  /**
   * Folder for the packages, relative to the workspace root; each project has its own subfolder.
   */
  outputRoot?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the path in NX_CONDA_RATTLER_BUILD, else rattler-build on PATH, then in ~/.pixi/bin, then py-rattler-build, which nx-conda installs with pip.
   */
  rattlerBuild?: string;
  /**
   * Ignore channel packages that were uploaded after this time, so that the solver chooses the same packages in later builds. A date like `2026-11-01` means its start in UTC.
   */
  excludeNewer?: string;
  /**
   * CUDA version that the solver assumes (CONDA_OVERRIDE_CUDA); an empty string means no CUDA. Default: the CUDA version of the variant, so that machines without a GPU can build.
   */
  cuda?: string;
  /**
   * Mark a build that needs most of the memory of this machine: only one such build runs at a time. Other builds do not wait.
   */
  heavy?: boolean;
  /**
   * GiB of memory for each compile job; limits how many jobs run at once. Default: 2.5 for CUDA variants, otherwise 1.
   */
  memoryPerJob?: number;
  /**
   * Files that the build reads but nx-conda cannot detect: patterns, absolute or relative to the recipe's folder. Set this option in project.json, or for all recipes in nx.json in `targets.build.options` of nx-conda.
   */
  reads?: string[];
  /**
   * Run rattler-build in bubblewrap, where it sees only the workspace files that the hash covers. Reading any other workspace file fails. Linux only.
   */
  isolated?: boolean;
  /**
   * Set by nx-conda with splitVariants: the values of the only variant to build.
   */
  variant?: {
    [k: string]: string | number | boolean;
  };
  /**
   * Set by nx-conda: the versions of nx-conda and rattler-build, and the platform, so that packages are rebuilt after an upgrade.
   */
  builtWith?: string;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Builds all outputs and variants of a recipe into its own channel.
 */
export interface BuildExecutorOptions {
  /**
   * Channels after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. If the list is empty, only workspace packages are used.
   */
  channels?: string[];
  /**
   * Variant files relative to the workspace root, later files win. Default: variants.json if it exists.
   */
  variants?: string[];
  /**
   * Platform to build for. Default: the machine's own.
   */
  targetPlatform?: string;
  /**
   * Folder for the packages, relative to the workspace root; each project has its own subfolder.
   */
  outputRoot?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the one on PATH, then ~/.pixi/bin, then the embedded one.
   */
  rattlerBuild?: string;
  /**
   * Ignore channel packages that were uploaded after this date, so that solves stay the same.
   */
  excludeNewer?: string;
  /**
   * CUDA version the solver should assume (CONDA_OVERRIDE_CUDA); empty means none. Default: the variant's, so machines without a GPU can build.
   */
  cuda?: string;
  /**
   * Run at most one heavy build at a time on this machine; other builds do not wait. For builds that need most of the memory.
   */
  heavy?: boolean;
  /**
   * GiB of memory for each compile job; limits how many jobs run at once. Default: 2.5 for CUDA variants, else 1.
   */
  memoryPerJob?: number;
  /**
   * Files the build reads that nx-conda cannot detect: patterns relative to the recipe's folder, or absolute. Set it in project.json, or in nx.json for all recipes.
   */
  reads?: string[];
  /**
   * Run rattler-build in bubblewrap, where it sees only the workspace files that the hash covers: undeclared reads fail. Linux only.
   */
  isolated?: boolean;
  /**
   * Set by the plugin: its version and rattler-build's, so that an upgrade rebuilds.
   */
  builtWith?: string;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Builds all outputs and variants of a recipe into a channel of its own.
 */
export interface BuildExecutorOptions {
  /**
   * Channels after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. An empty list allows nothing but the workspace.
   */
  channels?: string[];
  /**
   * Variant files relative to the workspace root, later files win. Default: variants.json where there is one.
   */
  variants?: string[];
  /**
   * Platform to build for. Default: the machine's own.
   */
  targetPlatform?: string;
  /**
   * Folder for the packages, relative to the workspace root; each project has a folder of its own in it.
   */
  outputRoot?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the one on PATH, then ~/.pixi/bin, then the embedded one.
   */
  rattlerBuild?: string;
  /**
   * Ignore packages of the channels that were uploaded after this date, so that a solve stays the same.
   */
  excludeNewer?: string;
  /**
   * CUDA version that the solver shall assume (CONDA_OVERRIDE_CUDA); empty: none. Default: the variant's, so that a machine without a GPU can do it.
   */
  cuda?: string;
  /**
   * Of the heavy builds on a machine only one runs at a time; light ones do not wait for it. For builds that need most of the memory.
   */
  heavy?: boolean;
  /**
   * GiB of memory for each compile job: the build runs no more at once than fit. Default: 2.5 for CUDA variants, else 1.
   */
  memoryPerJob?: number;
  /**
   * Files that the build reads and that no text shows: patterns relative to the recipe's folder, or absolute. Set it in project.json, or in nx.json for all recipes.
   */
  reads?: string[];
  /**
   * Run rattler-build in bubblewrap, where of the workspace it sees only what the hash covers: an undeclared read fails. Linux only.
   */
  isolated?: boolean;
  /**
   * Set by the plugin: its version and rattler-build's, so that an upgrade rebuilds.
   */
  builtWith?: string;
}

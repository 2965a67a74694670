/** Generated from schema.json by `npm run generate`. */

/**
 * Runs the tests in the packages of a recipe, each in its own environment.
 */
export interface TestExecutorOptions {
  /**
   * Channels after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. If the list is empty, only workspace packages are used.
   */
  channels?: string[];
  /**
   * Folder for the packages, relative to the workspace root; each project has its own subfolder.
   */
  outputRoot?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the one on PATH, then ~/.pixi/bin, then the embedded one.
   */
  rattlerBuild?: string;
  /**
   * CUDA version the solver should assume (CONDA_OVERRIDE_CUDA); empty means none. Default: the variant's, so machines without a GPU can build.
   */
  cuda?: string;
  /**
   * Run rattler-build in bubblewrap, where it sees only the workspace files that the hash covers: undeclared reads fail. Linux only.
   */
  isolated?: boolean;
  /**
   * Set by the plugin: its version and rattler-build's, so that an upgrade rebuilds.
   */
  builtWith?: string;
}

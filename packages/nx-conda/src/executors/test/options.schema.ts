/** Generated from schema.json by `npm run generate`. */

/**
 * Runs the tests that the packages of a recipe carry, each in an environment of its own.
 */
export interface TestExecutorOptions {
  /**
   * Channels after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. An empty list allows nothing but the workspace.
   */
  channels?: string[];
  /**
   * Folder for the packages, relative to the workspace root; each project has a folder of its own in it.
   */
  outputRoot?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the one on PATH, then ~/.pixi/bin, then the embedded one.
   */
  rattlerBuild?: string;
  /**
   * CUDA version that the solver shall assume (CONDA_OVERRIDE_CUDA); empty: none. Default: the variant's, so that a machine without a GPU can do it.
   */
  cuda?: string;
  /**
   * Run rattler-build in bubblewrap, where of the workspace it sees only what the hash covers: an undeclared read fails. Linux only.
   */
  isolated?: boolean;
  /**
   * Set by the plugin: its version and rattler-build's, so that an upgrade rebuilds.
   */
  builtWith?: string;
}

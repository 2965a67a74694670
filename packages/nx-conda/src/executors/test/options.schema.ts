/** Generated from schema.json by `npm run generate`. */

/**
 * Runs the tests that the packages of a recipe contain, each test in its own environment.
 */
export interface TestExecutorOptions {
  /**
   * Channels to search after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. If the list is empty, only workspace packages are used. Default: conda-forge.
   */
  channels?: string[];
  /**
   * Folder that contains the packages, relative to the workspace root; each project has its own subfolder.
   */
  outputRoot?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the path in NX_CONDA_RATTLER_BUILD, else rattler-build on PATH, then in ~/.pixi/bin, then py-rattler-build, which nx-conda installs with pip.
   */
  rattlerBuild?: string;
  /**
   * CUDA version that the solver assumes (CONDA_OVERRIDE_CUDA); an empty string means no CUDA. Default: the CUDA version of the variant, so that the tests also start on machines without a GPU.
   */
  cuda?: string;
  /**
   * Run rattler-build in bubblewrap, where it sees only the workspace files that the hash covers. Reading any other workspace file fails. Linux only.
   */
  isolated?: boolean;
  /**
   * Set by nx-conda: the versions of nx-conda and rattler-build, and the platform, so that the tests run again after an upgrade.
   */
  builtWith?: string;
}

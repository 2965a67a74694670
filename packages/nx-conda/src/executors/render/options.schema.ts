/** Generated from schema.json by `npm run generate`. */

/**
 * Shows how rattler-build renders a recipe, without building: variants, build strings, requirements, and the projects that provide the requirements.
 */
export interface RenderExecutorOptions {
  /**
   * Print one line of JSON instead of tables.
   */
  json?: boolean;
  /**
   * Variant files, relative to the workspace root; later files override earlier ones. Default: the variant files of the build.
   */
  variants?: string[];
  /**
   * Platform to render for. Default: the target platform of conda-build.
   */
  targetPlatform?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the path in NX_CONDA_RATTLER_BUILD, else rattler-build on PATH, then in ~/.pixi/bin, then py-rattler-build, if a build has already installed it with pip.
   */
  rattlerBuild?: string;
}

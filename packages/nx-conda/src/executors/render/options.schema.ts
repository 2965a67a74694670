/** Generated from schema.json by `npm run generate`. */

/**
 * Shows how rattler-build renders a recipe, without building: variants, build strings, requirements, and the projects that provide them.
 */
export interface RenderExecutorOptions {
  /**
   * Print one line of JSON instead of tables.
   */
  json?: boolean;
  /**
   * Variant files relative to the workspace root, later files win. Default: those of the build.
   */
  variants?: string[];
  /**
   * Platform to render for. Default: that of the build.
   */
  targetPlatform?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root. Default: the one on PATH, then ~/.pixi/bin, then the embedded one if a build has installed it.
   */
  rattlerBuild?: string;
}

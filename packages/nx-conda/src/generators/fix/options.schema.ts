/** Generated from schema.json by `npm run generate`. */

/**
 * Applies the fixes that conda-check is certain about. With --dry-run, only shows which files would change.
 */
export interface FixGeneratorOptions {
  /**
   * Name of the project. Default: all recipes of the workspace.
   */
  project?: string;
}

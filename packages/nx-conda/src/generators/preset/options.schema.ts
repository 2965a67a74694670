/** Generated from schema.json by `npm run generate`. */

/**
 * Adds a starter chain: five small recipes that need no channel, only a C++ compiler.
 */
export interface PresetGeneratorOptions {
  /**
   * Name of the workspace, passed by create-nx-workspace.
   */
  name?: string;
  /**
   * Folder for the recipes, relative to the workspace root.
   */
  directory?: string;
  /**
   * Do not format the changed files.
   */
  skipFormat?: boolean;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Copies recipes into this workspace: a recipe's folder, a feedstock, or a whole repository of recipes. Overwrites nothing, and reports what it skipped and why.
 */
export interface ImportGeneratorOptions {
  /**
   * Folder to search: absolute, or relative to the workspace root.
   */
  path: string;
  /**
   * Folder for the recipes, relative to the workspace root; each recipe gets its own subfolder.
   */
  directory?: string;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Copies recipes into this workspace: a recipe's folder, a feedstock, or a whole repository of recipes. Overwrites nothing, and says what it left alone and why.
 */
export interface ImportGeneratorOptions {
  /**
   * The folder to look in: absolute, or relative to the workspace root.
   */
  path: string;
  /**
   * Folder for the recipes, relative to the workspace root; each gets a folder of its own in it.
   */
  directory?: string;
}

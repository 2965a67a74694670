/** Generated from schema.json by `npm run generate`. */

/**
 * Copies recipes into this workspace from a recipe's folder, a feedstock, or a whole repository of recipes. Overwrites nothing, and lists skipped recipes and files with the reasons.
 */
export interface ImportGeneratorOptions {
  /**
   * Folder outside of this workspace to search for recipes: an absolute path, or a path relative to the workspace root.
   */
  path: string;
  /**
   * Folder for the recipes, relative to the workspace root; each recipe gets its own subfolder.
   */
  directory?: string;
  /**
   * Add the variant keys that the recipes use and no variant file sets, like `c_stdlib` and `python_min`, to the variants, with the values of `nx g nx-conda:recipe`.
   */
  addKeys?: boolean;
}

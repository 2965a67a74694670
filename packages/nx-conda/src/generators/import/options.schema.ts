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
   * If the imported recipes use variant keys that no variant file sets, such as `c_stdlib` and `python_min`, add these keys to the first JSON file of the option `variants`, with nx-conda's default values. Keys without a default value are only printed.
   */
  addKeys?: boolean;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Moves a recipe to another version of its source: version, hash or commit, build number. Nothing else in the file changes.
 */
export interface BumpGeneratorOptions {
  /**
   * Name of the project.
   */
  project: string;
  /**
   * The new version, `2.3.8`.
   */
  to?: string | number;
  /**
   * Take the newest release in the package index where the source is from there, or else the highest version among the tags of the source's git repository; pre-releases left out.
   */
  latest?: boolean;
  /**
   * Also raise the build numbers of the recipes that have the packages in build or host, so that they are built again.
   */
  dependents?: boolean;
  /**
   * Go on where a patch does not apply to the new source, or no source depends on the version.
   */
  force?: boolean;
}

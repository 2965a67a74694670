/** Generated from schema.json by `npm run generate`. */

/**
 * Moves a recipe to another version of its source. Changes only the version, the build number, and the address, hash or commit of the source.
 */
export interface BumpGeneratorOptions {
  /**
   * Name of the project.
   */
  project: string;
  /**
   * The new version, for example `2.3.8`. Pass either `--to` or `--latest`.
   */
  to?: string | number;
  /**
   * Use the newest release in the package index if the source comes from the index, otherwise the highest version tag of the source's git repository. Ignores pre-releases.
   */
  latest?: boolean;
  /**
   * Also raise the build numbers of recipes that require the bumped packages in build or host, so that these recipes are rebuilt.
   */
  dependents?: boolean;
  /**
   * Continue if a patch does not apply to the new source, or if no source depends on the version.
   */
  force?: boolean;
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Registers the plugin in nx.json with the variant files, channels and platform that the repository names, and adds lines to .gitignore.
 */
export interface InitGeneratorOptions {
  /**
   * Do not format the changed files.
   */
  skipFormat?: boolean;
  /**
   * Accepted because nx add passes this option; package.json is not changed.
   */
  skipPackageJson?: boolean;
  /**
   * Channels to search after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. If the list is empty, only workspace packages are used. Default: `conda-forge`.
   */
  channels?: string[];
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Registers the plugin in nx.json, ignores the output folder, writes variants.json.
 */
export interface InitGeneratorOptions {
  /**
   * Do not format the changed files.
   */
  skipFormat?: boolean;
  /**
   * Accepted because nx add passes it; package.json is not changed.
   */
  skipPackageJson?: boolean;
  /**
   * Channels after the workspace's own packages: URLs, names, or folders as `file:` paths relative to the workspace root. An empty list allows only the workspace.
   */
  channels?: string[];
}

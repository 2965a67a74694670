/** Generated from schema.json by `npm run generate`. */

/**
 * Adds the packages of a recipe to one indexed channel folder.
 */
export interface PublishExecutorOptions {
  /**
   * The channel: a folder, absolute or relative to the workspace root, or a file:// URL.
   */
  to: string;
  /**
   * Replace a package of the same file name and other content.
   */
  force?: boolean;
  /**
   * Folder for the packages, relative to the workspace root; each project has a folder of its own in it.
   */
  outputRoot?: string;
  /**
   * Say what would be published, and publish nothing.
   */
  dryRun?: boolean;
  /**
   * Accepted because nx release passes it.
   */
  firstRelease?: boolean;
  /**
   * Accepted because nx release passes it.
   */
  registry?: string;
  /**
   * Accepted because nx release passes it.
   */
  tag?: string;
  /**
   * Accepted because nx release passes it.
   */
  access?: string;
  /**
   * Accepted because nx release passes it.
   */
  otp?: number;
  /**
   * Accepted because nx release passes it.
   */
  nxReleaseVersionData?: {};
}

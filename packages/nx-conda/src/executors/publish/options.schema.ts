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
   * Replace packages that have the same file name but different content.
   */
  force?: boolean;
  /**
   * Folder for the packages, relative to the workspace root; each project has its own subfolder.
   */
  outputRoot?: string;
  /**
   * Only print what would be published.
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

/** Generated from schema.json by `npm run generate`. */

/**
 * Adds the packages of a recipe to one indexed channel folder.
 */
export interface PublishExecutorOptions {
  /**
   * Channel folder: an absolute path, a path relative to the workspace root, or a file:// URL.
   */
  to: string;
  /**
   * Replace packages in the channel that have the same file name but different content. Without this option, publishing such packages fails.
   */
  force?: boolean;
  /**
   * Folder that contains the packages, relative to the workspace root; each project has its own subfolder.
   */
  outputRoot?: string;
  /**
   * Only print what would be published.
   */
  dryRun?: boolean;
  /**
   * Has no effect; accepted only because nx release passes it.
   */
  firstRelease?: boolean;
  /**
   * Has no effect; accepted only because nx release passes it.
   */
  registry?: string;
  /**
   * Has no effect; accepted only because nx release passes it.
   */
  tag?: string;
  /**
   * Has no effect; accepted only because nx release passes it.
   */
  access?: string;
  /**
   * Has no effect; accepted only because nx release passes it.
   */
  otp?: number;
  /**
   * Has no effect; accepted only because nx release passes it.
   */
  nxReleaseVersionData?: {};
}

/** Generated from schema.json by `npm run generate`. */

/**
 * Adds the packages of a recipe to a channel: a folder, or a channel on a server.
 */
export interface PublishExecutorOptions {
  /**
   * Folder of the channel, relative to the workspace root, or the URL of a channel on a server: s3://, quetz://, artifactory://, cloudsmith://, or a channel of prefix.dev or anaconda.org. Default: the plugin option publishTo in nx.json.
   */
  to?: string;
  /**
   * Replace packages in the channel that have the same file name but different content. Without this option, publishing such packages fails. Not possible on S3, Quetz and Cloudsmith.
   */
  force?: boolean;
  /**
   * Folder that contains the packages, relative to the workspace root; each project has its own subfolder.
   */
  outputRoot?: string;
  /**
   * Path of a rattler-build binary, relative to the workspace root; only used for servers. Default: as for conda-build.
   */
  rattlerBuild?: string;
  /**
   * Only compare with the channel, and print what would be published.
   */
  dryRun?: boolean;
  /**
   * prefix.dev: let rattler-build sign an attestation in CI. Needs trusted publishing.
   */
  generateAttestation?: boolean;
  /**
   * With generateAttestation: also store the attestation on GitHub.
   */
  storeGithubAttestation?: boolean;
  /**
   * prefix.dev: path of an existing attestation to upload, relative to the workspace root. Only for a project with exactly one package.
   */
  attestation?: string;
  /**
   * URL of an S3-compatible server. Default: the environment variable S3_ENDPOINT_URL, otherwise AWS.
   */
  s3EndpointUrl?: string;
  /**
   * Region of the S3-compatible server; required if an endpoint URL is set. Default: the environment variable S3_REGION.
   */
  s3Region?: string;
  /**
   * How to address a bucket of the S3-compatible server. Default: the environment variable S3_ADDRESSING_STYLE, otherwise virtual-host.
   */
  s3AddressingStyle?: 'virtual-host' | 'path';
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

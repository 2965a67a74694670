import type { PackageToPublish } from '../channel/placement';
import type { UploadOptions } from './upload-arguments';

export interface ServerRequest {
  packages: PackageToPublish[];
  options: UploadOptions;
  /** Upload nothing. */
  dryRun: boolean;
  /** Called before packages are uploaded. */
  onUpload: (packages: PackageToPublish[]) => void;
  /** Called with the process that is publishing to the channel, before waiting for it. */
  onWait: (pid: number) => void;
}

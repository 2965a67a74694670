import type { RemoteChannel } from './remote-channel';

/** Options that rattler-build gets unchanged. */
export interface UploadOptions {
  /** Replace packages of the same name. */
  force: boolean;
  /** prefix.dev: absolute path of an attestation for the only package. */
  attestation?: string;
  /** prefix.dev: make an attestation in CI. */
  generateAttestation?: boolean;
  /** prefix.dev: also store that attestation on GitHub. */
  storeGithubAttestation?: boolean;
}

const PLAIN = ['--color', 'never', '--log-style', 'plain'];

/**
 * Only `publish` updates the index of an S3 channel. For the other servers, which index themselves, only `upload` knows
 * all addresses: `publish` (0.74) fails for quetz:// and artifactory:// and calls the wrong host of anaconda.org.
 */
export function uploadArguments(
  { kind, address }: RemoteChannel,
  files: string[],
  options: UploadOptions,
): string[] {
  const command = kind === 's3' ? ['publish'] : ['upload', kind];
  const force = options.force && (kind === 's3' || kind === 'anaconda' || kind === 'prefix');
  return [
    ...command,
    ...PLAIN,
    ...address,
    ...(force ? ['--force'] : []),
    ...(kind === 'prefix' ? attestationArguments(options) : []),
    ...files,
  ];
}

function attestationArguments(options: UploadOptions): string[] {
  return [
    ...(options.attestation === undefined ? [] : ['--attestation', options.attestation]),
    ...(options.generateAttestation ? ['--generate-attestation'] : []),
    ...(options.storeGithubAttestation ? ['--store-github-attestation'] : []),
  ];
}

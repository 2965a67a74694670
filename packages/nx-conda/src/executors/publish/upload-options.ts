import { ExplainedError } from '../../explained-error';
import type { RemoteChannel } from '../../remote-channel/remote-channel';
import type { UploadOptions } from '../../remote-channel/upload-arguments';
import type { PublishExecutorOptions } from './options.schema';

/** @param absolute makes a path of the options absolute. */
export function uploadOptions(
  { force, attestation, generateAttestation, storeGithubAttestation }: PublishExecutorOptions,
  absolute: (path: string) => string,
): UploadOptions {
  return {
    force: force ?? false,
    ...(attestation !== undefined && { attestation: absolute(attestation) }),
    ...(generateAttestation && { generateAttestation }),
    ...(storeGithubAttestation && { storeGithubAttestation }),
  };
}

/** @throws ExplainedError if rattler-build cannot do what the options say. */
export function requireUploadable(
  { kind, name }: RemoteChannel,
  packages: number,
  { attestation, generateAttestation, storeGithubAttestation }: PublishExecutorOptions,
): void {
  const isAttested = attestation !== undefined || generateAttestation || storeGithubAttestation;
  if (isAttested && kind !== 'prefix') {
    throw new ExplainedError(`Cannot upload attestations to ${name}: only prefix.dev stores them.`, [
      'Remove the options attestation, generateAttestation and storeGithubAttestation, or publish to a channel of prefix.dev.',
    ]);
  }
  if (attestation !== undefined && packages !== 1) {
    throw new ExplainedError(
      `The option attestation names one file, but the project has ${packages} packages.`,
      [
        'Remove the option attestation. In CI with trusted publishing, set generateAttestation instead: rattler-build then makes an attestation for each package.',
      ],
    );
  }
}

import { cp, mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readLog } from '../engine/failures/read-log';
import { ExplainedError } from '../explained-error';
import type { Access } from './access';
import { masked } from './masked';
import { howToLogIn } from './tokens';
import { uploadArguments, type UploadOptions } from './upload-arguments';

/** `exists`: the server has a package of that name, and refuses another. */
export type UploadResult = 'uploaded' | 'exists';

const EXISTS = /already exists|\b409\b/i;
const REFUSED =
  /\b(401|403)\b|unauthorized|forbidden|access ?denied|InvalidAccessKeyId|SignatureDoesNotMatch/i;
const NO_TOKEN =
  /no .{1,40}(api key|credentials).{1,60}(keychain|auth file)|token is required|authentication type/i;
const NO_BUCKET = /NoSuchBucket/;

/** Characters. An error of S3 has all headers of the answer. */
const LONGEST = 800;

/**
 * Uploads packages with rattler-build.
 * @param files absolute paths. More than one only for S3.
 * @throws ExplainedError if that fails.
 */
export async function upload(access: Access, files: string[], options: UploadOptions): Promise<UploadResult> {
  const ready = options.generateAttestation ? await copied(access, files) : files;
  const { exitCode, stdout, stderr } = await access.run(uploadArguments(access.channel, ready, options));
  if (exitCode === 0) return 'uploaded';
  const { error, text } = readLog(stdout + stderr);
  if (EXISTS.test(error) && !options.force) return 'exists';
  throw failed(access, files, masked(error || text, access.secrets).trim());
}

/** rattler-build writes the attestation beside the package: nothing may be added to the output of a build. */
async function copied({ scratch }: Access, files: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(scratch, 'attested-'));
  return Promise.all(
    files.map(async (file) => {
      const copy = join(folder, basename(file));
      await cp(file, copy);
      return copy;
    }),
  );
}

function failed({ channel }: Access, files: string[], error: string): ExplainedError {
  const what = files.map((file) => basename(file)).join(', ');
  if (NO_BUCKET.test(error)) {
    return new ExplainedError(`The bucket of ${channel.name} does not exist.`, [
      'Create the bucket, or correct the name.',
    ]);
  }
  const message = `Could not upload ${what} to ${channel.name}:\n${error.slice(0, LONGEST).replace(/^/gm, '    ')}`;
  if (NO_TOKEN.test(error) || REFUSED.test(error)) return new ExplainedError(message, howToLogIn(channel));
  const again = [
    `Check that the server of ${channel.name} runs and can be reached from this machine.`,
    'Then run the same command again. Packages that the server already has are not uploaded again.',
  ];
  // py-rattler-build (0.73) does not tell what Quetz and Artifactory answer.
  const steps = error.includes('Server responded with error') ? [...howToLogIn(channel), ...again] : again;
  return new ExplainedError(message, steps);
}

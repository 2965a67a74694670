import { ExplainedError } from './explained-error';

/** The form of a destination of conda-publish: the option `to`, or `publishTo` in nx.json. */

/** Shown where the form is wrong or missing. */
export const DESTINATION_EXAMPLES =
  'a folder, for example "dist/channel", or the URL of a channel, for example "s3://bucket/channel" or "https://prefix.dev/channel"';

/** A user and password before the host, a conda token in the path, or anything in the query. */
const USER = /^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i;
const CONDA_TOKEN = /\/t\/[^/]+/;
const QUERY = /\?.*$/;

/**
 * @param where the option, as its user knows it.
 * @throws ExplainedError if the value is no destination, or contains credentials: command lines, `nx show project` and
 * the project graph would show them. The message does not repeat the credentials.
 */
export function requireDestination(where: string, value: unknown): asserts value is string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new ExplainedError(`${where} is ${JSON.stringify(value)}, which is not a channel.`, [
      `Set ${DESTINATION_EXAMPLES}.`,
    ]);
  }
  const masked = withoutCredentials(value);
  if (masked === value) return;
  throw new ExplainedError(`${where} contains credentials: ${masked}`, [
    'Remove the credentials from the URL: logs and the project graph would show them.',
    'Set the token in an environment variable, or run rattler-build auth login. The page node_modules/nx-conda/docs/publish.md lists the variables.',
    'If the URL is already in a log or in git, replace the token on the server.',
  ]);
}

/** The same URL with `***` instead of credentials; a folder stays as it is. */
function withoutCredentials(destination: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(destination)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'file') return destination;
  const masked = destination.replace(USER, '$1***@').replace(QUERY, '?***');
  // A folder in a bucket may have any name.
  return scheme === 's3' ? masked : masked.replace(CONDA_TOKEN, '/t/***');
}

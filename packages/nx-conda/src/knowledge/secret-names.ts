/** Names of environment variables whose values are secrets: `GITHUB_TOKEN`, `AWS_SECRET_ACCESS_KEY`, `SSH_KEY`. */
const SECRET_NAME =
  /TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|CREDENTIAL|(?:^|_)PAT(?:_|$)|KEY(?:_ID|_BASE64|_PEM|_DATA|_VALUE|S)?$/i;
/** Their values are names of files and programs. */
const PLACE_NAME = /_(?:FILE|PATH|DIR|SOCK|ASKPASS)$/i;
/** Shorter values are no secrets, and hiding them would hide ordinary words. */
const SHORTEST = 8;

/** Whether an environment variable looks like a secret. */
export function isSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && !PLACE_NAME.test(name) && isLong(value);
}

/** Whether a value is long enough to be hidden wherever it occurs. */
export function isLong(value: string): boolean {
  return value.trim().length >= SHORTEST;
}

/** Credentials in a URL: `https://user:password@host`. */
export const URL_CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]+@/gi;
/** The token in a URL of a conda channel: `/t/<token>/`. */
export const CHANNEL_TOKEN = /(\/t\/)[^\s/'"]+/g;

/** A presigned URL of S3, a conda token in a path, a user in a URL, a header. */
const PATTERNS: [RegExp, string][] = [
  [/\?[^)]*X-Amz-[^)]*/g, '?***'],
  [/\/t\/[^/]+/g, '/t/***'],
  [/(:\/\/)[^/@\s]+@/g, '$1***@'],
  [/\b(Bearer|Basic|token) +[\w.~+/=-]{8,}/gi, '$1 ***'],
];

/** Shorter values are words of ordinary texts. */
const SHORTEST = 4;

/**
 * An error of rattler-build about a server, without secrets. rattler-build wraps its errors at 80 columns, also inside
 * URLs. `Secrets` of engine/log/ is for logs of builds: there, patterns for whole answers of servers would hide ordinary
 * lines of compilers and scripts. Here, the values are known to be secrets, so short ones are hidden too.
 * @param secrets values that may be in the text.
 */
export function masked(text: string, secrets: string[]): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST);
  const withoutKnown = known.reduce((rest, secret) => rest.replace(wrapped(secret), '***'), text);
  return PATTERNS.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), withoutKnown);
}

function wrapped(secret: string): RegExp {
  const characters = [...secret].map((character) => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(characters.join('[\\s│]*'), 'g');
}

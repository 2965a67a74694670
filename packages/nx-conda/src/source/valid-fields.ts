import { ExplainedError } from '../explained-error';

const NAME = /^[A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?$/i;
const VERSION = /^v?\d[\w.!+-]*$/i;
const MAX_NAME = 100;
const MAX_TEXT = 1000;

/**
 * The name of a distribution (PEP 508).
 * @throws ExplainedError for anything else: an invented name would belong to another package
 */
export function validName(name: string | undefined, file: string): string | undefined {
  if (name === undefined || (name.length <= MAX_NAME && NAME.test(name))) return name;
  throw new ExplainedError(`${file} of the source has an invalid distribution name: ${shown(name)}.`, [
    'Check that --from names the right source. If the source is yours, correct the name. Otherwise, pass --from=blank, and fill in the recipe yourself.',
  ]);
}

/** Undefined if it is not a version. */
export function validVersion(version: string | undefined): string | undefined {
  const written = version?.trim() ?? '';
  return written.length <= MAX_NAME && VERSION.test(written) ? written.replace(/^v/i, '') : undefined;
}

/** In one line; undefined if it is too long or contains control characters. */
export function validText(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  return line !== '' && line.length <= MAX_TEXT && !/\p{Cc}|\p{Cf}/u.test(line) ? line : undefined;
}

/** Undefined if it is not a web address. */
export function validUrl(url: string | undefined): string | undefined {
  const written = url?.trim() ?? '';
  return written.length <= MAX_TEXT && /^https?:\/\/[\w.-]+(?::\d+)?(?:[/?#][\x21-\x7e]*)?$/.test(written)
    ? written
    : undefined;
}

/** `>=3.8`, without spaces. */
export function validPython(constraint: string | undefined): string | undefined {
  const written = constraint?.replace(/\s+/g, '').replace(/,$/, '') ?? '';
  const isConstraint = written
    .split(',')
    .every((clause) => /^(?:~=|===?|!=|<=|>=|<|>)\d[\w.*]*$/.test(clause));
  return written.length <= MAX_NAME && isConstraint ? written : undefined;
}

/** `name = module:function`; undefined for anything else. */
export function validScript(script: string): string | undefined {
  const [, name, target] =
    /^([\w.-]{1,100}) = ([\w.]{1,200}\s*:\s*[\w.]{1,200})(?:\s*\[[\w, -]*\])?$/.exec(script) ?? [];
  return name === undefined ? undefined : `${name} = ${target?.replace(/\s/g, '') ?? ''}`;
}

/** In quotes, and short enough for a message. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

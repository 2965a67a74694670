import type { PythonRequirement } from '../source-facts';

const NAME = /^[A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?/i;
const CLAUSE = /^(?:~=|===?|!=|<=|>=|<|>)[A-Z0-9.*+!_-]+$/i;
/** Variables, strings, comparisons, `and`, `or`, `in` and brackets (PEP 508). */
const MARKER = /^[\w\s.<>=!~'"()+*-]+$/;
/** Far more than any requirement has. */
const MAX_LENGTH = 1000;

/**
 * A requirement in pip's syntax (PEP 508): `a[x,y]>=1,<2; python_version < "3.9"`, `a (>=1)`, `a @ https://...`, the last
 * without a constraint.
 * @returns undefined for anything else
 */
export function parseRequirement(text: string): PythonRequirement | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const written = text.trim();
  const name = NAME.exec(written)?.[0];
  if (name === undefined) return undefined;
  const [, extras = '', rest = ''] = /^\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(written.slice(name.length)) ?? [];
  const [specifier, marker] = splitMarker(rest);
  const constraint = parseConstraint(specifier);
  if (constraint === undefined || !isMarker(marker)) return undefined;
  const names = parseExtras(extras);
  return names && { name, extras: names, constraint, marker, ...addressIn(specifier) };
}

/** `@ https://...` */
function addressIn(specifier: string): { url?: string } {
  const url = /^@\s*((?:git\+)?https?:\/\/\S+)$/.exec(specifier.trim())?.[1];
  return url === undefined ? {} : { url };
}

function parseExtras(text: string): string[] | undefined {
  const names = text
    .split(',')
    .map((extra) => extra.trim())
    .filter((extra) => extra !== '');
  return names.every((extra) => NAME.exec(extra)?.[0] === extra) ? names : undefined;
}

function isMarker(marker: string | undefined): boolean {
  return marker === undefined || MARKER.test(marker);
}

function splitMarker(rest: string): [string, string | undefined] {
  // After a URL, a marker begins with a space and a semicolon.
  const at = rest.startsWith('@') ? rest.search(/\s;/) : rest.indexOf(';');
  if (at < 0) return [rest, undefined];
  return [rest.slice(0, at), rest.slice(rest.indexOf(';', at) + 1).trim()];
}

/** Without spaces and brackets; undefined if it is not a constraint. */
function parseConstraint(specifier: string): string | undefined {
  const text = specifier.trim();
  if (text.startsWith('@')) return '';
  const constraint = (/^\((.*)\)$/.exec(text)?.[1] ?? text).replace(/\s/g, '').replace(/,$/, '');
  return constraint === '' || constraint.split(',').every((clause) => CLAUSE.test(clause))
    ? constraint
    : undefined;
}

/** The readable requirements, and whether these are all. */
export function parseRequirements(texts: readonly string[]): {
  requires: PythonRequirement[];
  isComplete: boolean;
} {
  const written = texts.filter((text) => text.trim() !== '');
  const requires = written.map(parseRequirement).filter((one) => one !== undefined);
  return { requires, isComplete: requires.length === written.length };
}

import { ExplainedError } from '../explained-error';
import { shown } from './valid-fields';

/** The parsed value of `--from`. */
export type SourceRequest =
  /** @property constraint of PEP 440, for the newest version if no version is given */
  | { kind: 'pypi'; name: string; version: string | undefined; constraint?: string }
  /** @property tag a tag, or a whole commit */
  | { kind: 'git'; url: string; tag: string | undefined }
  /** @property path as written */
  | { kind: 'path'; path: string };

const FORMS =
  'pypi:<name>[@version], git:<url>[@tag], github:<owner>/<repository>[@tag], path:<folder>, or the word "blank" for a recipe that you fill in yourself';

/**
 * Reads `--from`.
 * @throws ExplainedError for any other form, and for values that git would treat as an option or a command
 */
export function parseFrom(from: string): SourceRequest {
  const [, kind = '', rest = ''] = /^([a-z]+):([\s\S]*)$/.exec(from) ?? [];
  const read = KINDS.get(kind);
  if (!read || rest === '' || /[\p{Cc}\u2028\u2029]/u.test(rest)) throw refused(from, 'its form is unknown');
  return read(rest, from);
}

type Read = (rest: string, from: string) => SourceRequest;

const KINDS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['pypi', readPypi],
  ['github', readGithub],
  ['git', readGit],
  ['path', (path) => ({ kind: 'path', path })],
]);

function readPypi(rest: string, from: string): SourceRequest {
  const [, name, version] = /^([A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?)(?:@(.*))?$/i.exec(rest) ?? [];
  if (name === undefined) throw refused(from, 'the name is not a valid name of a Python distribution');
  if (version !== undefined && !/^[A-Z0-9][\w.!+-]*$/i.test(version))
    throw refused(from, 'the version is invalid');
  return { kind: 'pypi', name, version };
}

function readGithub(rest: string, from: string): SourceRequest {
  const [, slug, tag] = /^(\w[\w-]*\/[\w.-]+?)(?:\.git)?(?:@(.*))?$/.exec(rest) ?? [];
  if (slug === undefined || /\/\.{1,2}$/.test(slug))
    throw refused(from, 'the repository is not in the form <owner>/<repository>');
  return { kind: 'git', url: `https://github.com/${slug}`, tag: validTag(tag, from) };
}

function readGit(rest: string, from: string): SourceRequest {
  // The `@` in `git@host:` and `ssh://git@host/` comes before the path.
  const start = /^(?:[a-z]+:\/\/[^/]*\/|[\w.-]+@[^/]*:|)/.exec(rest)?.[0].length ?? 0;
  const at = rest.indexOf('@', start);
  const url = at < 0 ? rest : rest.slice(0, at);
  if (!/^(https:\/\/|ssh:\/\/|file:\/\/\/|\w[\w.-]*@[\w.-]+:)[^\s-]/.test(url) || /^\w+:\/\/-|\s/.test(url)) {
    throw refused(from, 'the URL must begin with https://, ssh://, file:/// or git@<host>:');
  }
  return { kind: 'git', url, tag: at < 0 ? undefined : validTag(rest.slice(at + 1), from) };
}

/** Follows `git check-ref-format`. */
function validTag(tag: string | undefined, from: string): string | undefined {
  if (tag === undefined) return undefined;
  const isTag = /^[\w.+][\w.+/!@#%=-]*$/.test(tag) && !/\.\.|@\{|\/\/|\/$|\.lock$|\/\.|^\./.test(tag);
  if (tag.length > 200 || !isTag) throw refused(from, `${shown(tag)} is not a valid tag name`);
  return tag;
}

function refused(from: string, reason: string): ExplainedError {
  return new ExplainedError(`Cannot read --from ${shown(from)}: ${reason}.`, [`Use ${FORMS}.`]);
}

import { parseRequirements } from '../requirements/parse-requirement';
import type { SourceFolder } from '../source-folder';
import type { Distribution } from './distribution';
import { consoleScripts } from './ini';

/** Fields in the head of a PKG-INFO; the rest is the description. */
const MAX_FIELDS = 2000;

/**
 * Facts in the PKG-INFO of an sdist, and in entry_points.txt beside it in `*.egg-info`: computed by the build backend
 * when it made the sdist. Undefined if the source is not an sdist.
 */
export function readPkgInfo(source: SourceFolder): Distribution | undefined {
  const text = source.read('PKG-INFO');
  if (text === undefined) return undefined;
  const fields = fieldsOf(text);
  const first = (...names: string[]) =>
    names.map((name) => fields.get(name)?.[0]).find((one) => one !== undefined);
  const requires = requirementsOf(fields);
  return {
    file: 'PKG-INFO',
    name: first('name'),
    version: first('version'),
    summary: first('summary'),
    homepage: first('home-page') ?? projectUrl(fields.get('project-url') ?? []),
    license: first('license-expression', 'license'),
    classifiers: fields.get('classifier'),
    requires: requires?.requires,
    requiresPython: first('requires-python'),
    entryPoints: entryPointsOf(source),
    unread: requires?.isComplete === false ? ['requires'] : [],
  };
}

/** Undefined if unknown. */
function requirementsOf(
  fields: ReadonlyMap<string, string[]>,
): ReturnType<typeof parseRequirements> | undefined {
  const written = fields.get('requires-dist');
  const isDynamic = (fields.get('dynamic') ?? []).some((field) => field.toLowerCase() === 'requires-dist');
  // Since metadata 2.2, a missing field means none; before, an sdist may omit it.
  if (!written && (isDynamic || !isStatic(fields.get('metadata-version')?.[0]))) return undefined;
  return parseRequirements(
    (written ?? []).filter((one) => one.length > 1000 || !/;.*\bextra\s*==/.test(one)),
  );
}

function isStatic(version = ''): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 2);
}

function fieldsOf(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  for (const line of head.split(/\r?\n/).slice(0, MAX_FIELDS)) {
    const [, name, value = ''] = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line) ?? [];
    // A continued line belongs to a long text.
    if (name === undefined || value === 'UNKNOWN' || value === '') continue;
    const key = name.toLowerCase();
    fields.set(key, [...(fields.get(key) ?? []), value.trim()]);
  }
  return fields;
}

/** `Homepage, https://...` */
function projectUrl(urls: readonly string[]): string | undefined {
  const labels = [/^home-?\s?page\s*,/i, /^(repository|source|source-?\s?code|github|code)\b[^,]*,/i];
  const url = labels.map((label) => urls.find((one) => label.test(one))).find((one) => one !== undefined);
  return url?.replace(/^[^,]*,\s*/, '');
}

function entryPointsOf(source: SourceFolder): string[] | undefined {
  const file = source.files.find((name) => /^([^/]+\/)?[^/]+\.egg-info\/entry_points\.txt$/.test(name));
  return file === undefined ? undefined : consoleScripts(source.read(file) ?? '');
}

import { posix } from 'node:path';
import type { SourceOrigin } from '../../../source/source-facts';
import type { RecipePlan } from '../plan';
import { literal, oneLine } from '../text/untrusted-text';
import type { YamlEntries } from '../text/yaml-value';
import { condaVersion } from './version';

const VERSION = '${{ version }}';
const MAX_URL = 2000;

/** `source:`, with the version replaced by its variable, so that a bump is one change. */
export function sourceSection({ facts, folder, patches }: RecipePlan): YamlEntries {
  const { origin, version } = facts;
  const known = condaVersion(version) === version ? version : undefined;
  return {
    ...placeOf(origin, known, folder),
    ...(patches.length > 0 && { patches }),
  };
}

function placeOf(origin: SourceOrigin, version: string | undefined, folder: string): YamlEntries {
  if (origin.kind === 'path') return { path: literal(relativePath(folder, origin.path)) };
  const url = oneLine(origin.url, MAX_URL);
  if (origin.kind === 'url') return { url: withVersion(url, version), sha256: hex(origin.sha256, 64) };
  const tag = origin.tag === undefined ? undefined : oneLine(origin.tag);
  const commit = hex(origin.commit, 40);
  return {
    git: literal(url),
    ...(tag === undefined ? { rev: commit } : { tag: withVersion(tag, version), expected_commit: commit }),
  };
}

/** Replaces an invalid hash with zeros: rattler-build reports the mismatch. */
function hex(hash: string, length: number): string {
  return /^[0-9a-f]+$/i.test(hash) ? hash.toLowerCase() : '0'.repeat(length);
}

/** Ignores matches within a longer number: `1.2` is not in `11.2`. */
function withVersion(text: string, version: string | undefined): string {
  if (version === undefined) return literal(text);
  const parts: string[] = [];
  let rest = text;
  for (let at = rest.indexOf(version); at >= 0; at = rest.indexOf(version)) {
    const [before, after] = [rest.slice(0, at), rest.slice(at + version.length)];
    const isWhole = !/\d\.?$/.test(before) && !/^(\d|\.\d)/.test(after);
    parts.push(literal(before), isWhole ? VERSION : version);
    rest = after;
  }
  return parts.join('') + literal(rest);
}

function relativePath(from: string, to: string): string {
  const path = posix.relative(from.replaceAll('\\', '/'), to.replaceAll('\\', '/'));
  return path === '' ? '.' : path;
}

import type { Distribution } from '../python-project/distribution';
import type { SourceFolder } from '../source-folder';
import { laterVersions } from './later-versions';
import { licenseOfClassifiers, licenseOfText } from './license-names';
import { contradictions } from './contradictions';
import { licenseOfFile } from './license-text';

/** The texts of MIT and BSD are shorter. */
const HEAD = 2000;

/** A license, as far as a source says it. */
export interface ReadLicense {
  license: string | undefined;
  /** True if a GNU license is known, but not whether later versions are allowed. */
  isLicenseVersionOpen: boolean;
  /** Licenses that contradict each other: `metadata: BSD`, `LICENSE: Apache-2.0`. */
  otherLicenses?: string[];
}

/** The license of a source; of a GNU license, whether later versions are allowed; and files that contradict it. */
export function readLicense(
  source: SourceFolder,
  said: readonly Distribution[],
  files: readonly string[],
): ReadLicense {
  const read = readVersion(source, said, files);
  const words = said.flatMap((one) => [one.license ?? '', ...(one.classifiers ?? [])]);
  const ofMetadata = licenseOfMetadata(said);
  const others = contradictions(source, files, ofMetadata === undefined ? words : [ofMetadata]);
  return { ...read, ...(others.length > 0 && { otherLicenses: others }) };
}

function readVersion(
  source: SourceFolder,
  said: readonly Distribution[],
  files: readonly string[],
): ReadLicense {
  const license = namedLicense(source, said, files);
  const [, base] = /^([AL]?GPL-\d\.\d)-(only|or-later)$/.exec(license ?? '') ?? [];
  const written = said.flatMap((one) => one.license ?? []).filter((text) => licenseOfText(text) === license);
  if (base === undefined || written.some((text) => /only|later|\+/i.test(text))) {
    return { license, isLicenseVersionOpen: false };
  }
  const later = laterVersions(
    source,
    base,
    said.flatMap((one) => one.classifiers ?? []),
  );
  if (later === 'unknown') return { license, isLicenseVersionOpen: true };
  return { license: `${base}-${later === 'allowed' ? 'or-later' : 'only'}`, isLicenseVersionOpen: false };
}

/**
 * The license of a source as an SPDX expression, from its build files, then its classifiers, then the text of its
 * license file. If all are unclear, upstream's own text; undefined if it has none.
 * @param files license files, the main one first
 */
function namedLicense(
  source: SourceFolder,
  said: readonly Distribution[],
  files: readonly string[],
): string | undefined {
  const known = licenseOfMetadata(said);
  if (known !== undefined) return known;
  const written = said.flatMap(({ license }) => license ?? []);
  const classifiers = said.map((one) => one.classifiers ?? []);
  const held = heldBy(source, files);
  const head = licenseOfHead(source, files, [...written, ...classifiers.flat()]);
  return textOfAll(held, source, files) ?? head ?? asWritten(written, classifiers);
}

function licenseOfMetadata(said: readonly Distribution[]): string | undefined {
  const written = said.flatMap(({ license }) => license ?? []);
  const classifiers = said.map((one) => one.classifiers ?? []);
  const named = [...written.map(licenseOfText), ...classifiers.map(licenseOfClassifiers)];
  return named.find((one) => one !== undefined);
}

/** A license file without another word in its name. */
const MAIN = /^(licen[cs]e|copying|unlicense)(\.\w+)?$/i;
const MAX_READ = 5;

/** The licenses whose texts the files contain, each once. */
function heldBy(source: SourceFolder, files: readonly string[]): string[] {
  const held = files.slice(0, MAX_READ).map((file) => licenseOfFile(source.read(file) ?? ''));
  return [...new Set(held.filter((one) => one !== undefined))];
}

/** The license of the main file if it exists; otherwise the one in all files. */
function textOfAll(
  held: readonly string[],
  source: SourceFolder,
  [main = '']: readonly string[],
): string | undefined {
  const own = MAIN.test(main) ? licenseOfFile(source.read(main) ?? '') : undefined;
  return own ?? (held.length === 1 ? held[0] : undefined);
}

const MAX_WRITTEN = 200;

function asWritten(written: readonly string[], classifiers: readonly string[][]): string | undefined {
  const short = written.find((text) => text.trim() !== '' && text.length <= MAX_WRITTEN && !/\n/.test(text));
  if (short !== undefined) return short.trim();
  const names = classifiers
    .flat()
    .flatMap((one) => /^License :: (?:OSI Approved :: )?(.+)$/.exec(one)?.[1] ?? []);
  return names.length > 0 ? [...new Set(names)].join(', ').slice(0, MAX_WRITTEN) : undefined;
}

/** For a main file that also has licenses of parts of the source: the first, if the build files agree. */
function licenseOfHead(
  source: SourceFolder,
  [main]: readonly string[],
  said: readonly string[],
): string | undefined {
  if (main === undefined || !MAIN.test(main)) return undefined;
  const license = licenseOfFile((source.read(main) ?? '').slice(0, HEAD));
  const family = license?.split('-')[0]?.toLowerCase() ?? '';
  return said.some((one) => one.length <= 200 && one.toLowerCase().includes(family)) ? license : undefined;
}

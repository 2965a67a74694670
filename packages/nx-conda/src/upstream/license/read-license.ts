import type { Distribution } from '../python-project/distribution';
import type { SourceFolder } from '../source-folder';
import { licenseOfClassifiers, licenseOfText } from './license-names';
import { licenseOfFile } from './license-text';

/** The words of MIT and BSD are shorter. */
const HEAD = 2000;

/**
 * The licence of a source as an SPDX expression: what its build files say, then its classifiers, then the words of its
 * licence file. Where none of them is clear, what upstream has written, as it stands; undefined where that is nothing.
 * @param files with licences, the main one first
 */
export function readLicense(
  source: SourceFolder,
  said: readonly Distribution[],
  files: readonly string[],
): string | undefined {
  const written = said.flatMap(({ license }) => license ?? []);
  const classifiers = said.map((one) => one.classifiers ?? []);
  const named = [...written.map(licenseOfText), ...classifiers.map(licenseOfClassifiers)];
  const [main] = files;
  const text = (main === undefined ? undefined : source.read(main)) ?? '';
  const known = named.find((one) => one !== undefined);
  const held = licenseOfFile(text);
  if (known !== undefined) return held !== undefined && isOther(known, held) ? held : known;
  return held ?? licenseOfHead(text, [...written, ...classifiers.flat()]) ?? asWritten(written, classifiers);
}

/** Families of licences whose texts are told apart for certain. */
const DISTINCT = /^(Apache|BSD|MIT|MPL|ISC)-?/;

/** A build file that names one licence beside the text of another is wrong: the text is what counts. */
function isOther(known: string, held: string): boolean {
  const family = (license: string) => DISTINCT.exec(license)?.[1];
  const isOne = !known.includes(' ');
  return isOne && family(known) !== undefined && family(held) !== undefined && family(known) !== family(held);
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

/** Of a file that holds other licences for parts of the source further down: the first, where the build files agree. */
function licenseOfHead(text: string, said: readonly string[]): string | undefined {
  const license = licenseOfFile(text.slice(0, HEAD));
  const family = license?.split('-')[0]?.toLowerCase() ?? '';
  return said.some((one) => one.length <= 200 && one.toLowerCase().includes(family)) ? license : undefined;
}

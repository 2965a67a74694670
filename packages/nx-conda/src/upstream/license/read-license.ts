import type { Distribution } from '../python-project/distribution';
import type { SourceFolder } from '../source-folder';
import { licenseOfClassifiers, licenseOfText } from './license-names';
import { licenseOfFile } from './license-text';

/** The words of MIT and BSD are shorter. */
const HEAD = 2000;

/**
 * The licence of a source as an SPDX expression: what its build files say, then its classifiers, then the words of its
 * licence file. Undefined where none of them is clear.
 * @param files with licences, the main one first
 */
export function readLicense(
  source: SourceFolder,
  said: readonly Distribution[],
  files: readonly string[],
): string | undefined {
  const written = said.flatMap(({ license }) => license ?? []);
  const classifiers = said.map((one) => one.classifiers ?? []);
  const clear = [...written.map(licenseOfText), ...classifiers.map(licenseOfClassifiers)];
  const [main] = files;
  const text = main === undefined ? undefined : source.read(main);
  const known = clear.find((one) => one !== undefined);
  return (
    known ??
    (text === undefined
      ? undefined
      : (licenseOfFile(text) ?? licenseOfHead(text, [...written, ...classifiers.flat()])))
  );
}

/** Of a file that holds other licences for parts of the source further down: the first, where the build files agree. */
function licenseOfHead(text: string, said: readonly string[]): string | undefined {
  const license = licenseOfFile(text.slice(0, HEAD));
  const family = license?.split('-')[0]?.toLowerCase() ?? '';
  return said.some((one) => one.length <= 200 && one.toLowerCase().includes(family)) ? license : undefined;
}

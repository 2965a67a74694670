import type { Distribution } from './distribution';
import { licenseOfClassifiers, licenseOfText } from './license-names';
import { licenseOfFile } from './license-text';
import type { SourceFolder } from './source-folder';

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
  const written = said
    .map(({ license }) => license && licenseOfText(license))
    .find((one) => one !== undefined);
  const classified = said.map(({ classifiers }) => licenseOfClassifiers(classifiers ?? []));
  return written || classified.find((one) => one !== undefined) || licenseOfFiles(source, files);
}

function licenseOfFiles(source: SourceFolder, files: readonly string[]): string | undefined {
  const [main] = files;
  return main === undefined ? undefined : licenseOfFile(source.read(main) ?? '');
}

import type { SourceFolder } from '../source-folder';

/** Whether a source allows later versions of its GNU license. */
export type LaterVersions = 'allowed' | 'forbidden' | 'unknown';

const FILE = /\.(py|pyx|c|cc|cpp|h|hpp|f90|rs|md|rst|txt)$/;
const LICENSE = /(^|\/)(licen[cs]e|copying)|\blicenses?\//i;
const MAX_FILES = 100;
/** The notice is at the top of a file. */
const HEAD = 3000;

/**
 * Reads the classifiers, then the notices in source files: the text of the license does not say it, and names like
 * `GPL-2.0` are used for both.
 */
export function laterVersions(
  source: SourceFolder,
  license: string,
  classifiers: readonly string[],
): LaterVersions {
  const [, family = '', major = ''] = /^(A|L)?GPL-(\d)/.exec(license) ?? [];
  const own = classifiers.filter((one) => familyOf(one) === family && one.includes(`v${major}`));
  if (own.some((one) => one.includes('or later'))) return 'allowed';
  if (own.length > 0) return 'forbidden';
  const notices = source.files.filter((name) => FILE.test(name) && !LICENSE.test(name)).slice(0, MAX_FILES);
  const allows = notices.some((name) => LATER.test(wordsOf(source.read(name) ?? '')));
  return allows ? 'allowed' : 'unknown';
}

/** `A`, `L` or empty, of a classifier for a GNU license. */
function familyOf(classifier: string): string | undefined {
  const [, family] = /:: GNU (Affero |Lesser |)General Public License v/.exec(classifier) ?? [];
  return family?.slice(0, 1);
}

/** Without line ends and the signs of comments. */
function wordsOf(text: string): string {
  return text.slice(0, HEAD).replace(/[\s*#/;!-]+/g, ' ');
}

const LATER = /version \d(\.\d)?( of the licen[cs]e)?,? or,? (\(at your option\) )?any later version/i;

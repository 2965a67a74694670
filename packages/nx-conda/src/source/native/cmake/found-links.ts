import { packageOfNativeLibrary } from '../../../knowledge/native-libraries';
import type { Place } from './found-commands';
import { add, type Found } from './project-facts';

const KEYWORDS =
  /^(REQUIRED|QUIET|IMPORTED_TARGET|GLOBAL|NO_CMAKE_PATH|NO_CMAKE_ENVIRONMENT_PATH|PUBLIC|PRIVATE|INTERFACE|NAMES|optimized|debug|general)$/;

/** `pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf>=11)` */
export function readPkgConfig(found: Found, [, ...words]: string[], place: Place): void {
  for (const word of words.filter((one) => !KEYWORDS.test(one))) {
    const [name = ''] = /^[A-Za-z][\w.+-]{0,59}/.exec(word) ?? [];
    if (name !== '') addLibrary(found, { name, isRequired: words.includes('REQUIRED') }, place);
  }
}

/** `find_library(QPDF NAMES qpdf REQUIRED)` */
export function readFindLibrary(found: Found, [, ...words]: string[], place: Place): void {
  const until = words.findIndex((word) => /^(HINTS|PATHS|PATH_SUFFIXES|DOC|NO_DEFAULT_PATH)$/.test(word));
  const names = (until < 0 ? words : words.slice(0, until)).filter((word) => !KEYWORDS.test(word));
  const known = names.find(isKnown);
  if (known !== undefined) addLibrary(found, { name: known, isRequired: words.includes('REQUIRED') }, place);
}

/** `target_link_libraries(core PRIVATE qpdf)`: if qpdf is no target of the project, it is a library of the system. */
export function readLinked(found: Found, [, ...words]: string[], place: Place): void {
  for (const word of words) {
    const name = word.replace(/^-l/, '');
    if (!KEYWORDS.test(name) && isKnown(name))
      addLibrary(found, { name, isRequired: true, mayBeTarget: true }, place);
  }
}

function isKnown(name: string): boolean {
  return /^[A-Za-z][\w.+-]{0,59}$/.test(name) && (packageOfNativeLibrary(name) ?? '') !== '';
}

function addLibrary(
  found: Found,
  library: { name: string; isRequired: boolean; mayBeTarget?: boolean },
  { guard, isElsewhere }: Place,
): void {
  add(found.packages, { ...library, guard, isQuiet: !library.isRequired, isElsewhere, components: [] });
}

// Names of licenses, and their SPDX identifiers.
import { spdxExpression } from './spdx-expression';

/** `License :: OSI Approved :: ...`; ambiguous ones are left out: BSD, GPL without a version. */
const CLASSIFIERS: readonly (readonly [RegExp, string])[] = [
  [/MIT No Attribution/, 'MIT-0'],
  [/:: MIT License$/, 'MIT'],
  [/Apache Software License$/, 'Apache-2.0'],
  [/ISC License/, 'ISC'],
  [/Mozilla Public License 2\.0/, 'MPL-2.0'],
  [/Mozilla Public License 1\.1/, 'MPL-1.1'],
  [/Python Software Foundation License/, 'PSF-2.0'],
  [/Affero General Public License v3 or later/, 'AGPL-3.0-or-later'],
  [/Affero General Public License v3/, 'AGPL-3.0-only'],
  [/Lesser General Public License v2 or later/, 'LGPL-2.0-or-later'],
  [/Lesser General Public License v3 or later/, 'LGPL-3.0-or-later'],
  [/Lesser General Public License v3/, 'LGPL-3.0-only'],
  [/Lesser General Public License v2/, 'LGPL-2.0-only'],
  [/:: GNU General Public License v2 or later/, 'GPL-2.0-or-later'],
  [/:: GNU General Public License v3 or later/, 'GPL-3.0-or-later'],
  [/:: GNU General Public License v3/, 'GPL-3.0-only'],
  [/:: GNU General Public License v2/, 'GPL-2.0-only'],
  [/Boost Software License 1\.0/, 'BSL-1.0'],
  [/Zope Public License/, 'ZPL-2.1'],
  [/Unlicense/, 'Unlicense'],
  [/zlib\/libpng/, 'Zlib'],
  [/CC0 1\.0/, 'CC0-1.0'],
  [/Eclipse Public License 2\.0/, 'EPL-2.0'],
  [/Artistic License/, 'Artistic-2.0'],
];

/** Free text: `MIT License`, `Apache License, Version 2.0`, `BSD 3-Clause`. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(the )?(mit|expat)([ -]licen[cs]e)?$/, 'MIT'],
  [/^mit-0$/, 'MIT-0'],
  [
    /^apache(-| )?2(\.0)?$|^apache( software)? licen[cs]e,?( \(?version| v| )? ?2(\.0)?\)?$|^apache(,)? version 2(\.0)?$|^asl 2\.0$/,
    'Apache-2.0',
  ],
  [
    /^(new|modified|revised) bsd( licen[cs]e)?$|^(the )?bsd[ -]?(3|three)[ -]clause( licen[cs]e)?$|^(3|three)[ -]clause bsd( licen[cs]e)?$/,
    'BSD-3-Clause',
  ],
  [
    /^simplified bsd( licen[cs]e)?$|^bsd[ -]?(2|two)[ -]clause( licen[cs]e)?$|^(2|two)[ -]clause bsd( licen[cs]e)?$/,
    'BSD-2-Clause',
  ],
  [/^isc( licen[cs]e)?( \(iscl\))?$/, 'ISC'],
  [/^mpl[ -]?2(\.0)?$|^mozilla public licen[cs]e,? (version )?2\.0( \(mpl 2\.0\))?$/, 'MPL-2.0'],
  [/^psf(l|-2\.0)?$|^(psf|python software foundation) licen[cs]e$/, 'PSF-2.0'],
  [/^(gnu )?(gpl|general public licen[cs]e)[ -]?v?3(\.0)?(\+| or later|-or-later)$/, 'GPL-3.0-or-later'],
  [/^(gnu )?(gpl|general public licen[cs]e)[ -]?v?2(\.0)?(\+| or later|-or-later)$/, 'GPL-2.0-or-later'],
  // Without a word about later versions: see laterVersions.
  [/^(gnu )?(gpl|general public licen[cs]e),?[ -]?(v|version )?3(\.0)?(-only)?$/, 'GPL-3.0-only'],
  [/^(gnu )?(gpl|general public licen[cs]e),?[ -]?(v|version )?2(\.0)?(-only)?$/, 'GPL-2.0-only'],
  [/^(gnu )?(lgpl|lesser general public licen[cs]e),?[ -]?(v|version )?3(\.0)?(-only)?$/, 'LGPL-3.0-only'],
  [/^(gnu )?(lgpl|lesser general public licen[cs]e),?[ -]?(v|version )?2\.1(-only)?$/, 'LGPL-2.1-only'],
  [/^(gnu )?(agpl|affero general public licen[cs]e),?[ -]?(v|version )?3(\.0)?(-only)?$/, 'AGPL-3.0-only'],
  [/^lgpl[ -]?v?3(\.0)?(\+| or later|-or-later)$/, 'LGPL-3.0-or-later'],
  [/^lgpl[ -]?v?2\.1(\+| or later|-or-later)$/, 'LGPL-2.1-or-later'],
  [/^agpl[ -]?v?3(\.0)?(\+| or later|-or-later)$/, 'AGPL-3.0-or-later'],
  [/^boost software licen[cs]e( 1\.0)?$/, 'BSL-1.0'],
  [/^(the )?unlicense$/, 'Unlicense'],
  [/^zlib( licen[cs]e)?$/, 'Zlib'],
  [/^cc0([ -]1\.0)?$/, 'CC0-1.0'],
];

/** The license named by the classifiers; undefined if none, several, or inexact. */
export function licenseOfClassifiers(classifiers: readonly string[]): string | undefined {
  const named = classifiers.filter(
    (one) => one.startsWith('License ::') && one !== 'License :: OSI Approved',
  );
  const ids = named.map((one) => CLASSIFIERS.find(([pattern]) => pattern.test(one))?.[1]);
  return new Set(ids).size === 1 ? ids[0] : undefined;
}

/** The SPDX expression of a license field; undefined if unclear. */
export function licenseOfText(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const written = text.trim();
  // Cargo's older form uses a slash for OR.
  return (
    spdxExpression(written.replace(/\s*\/\s*/g, ' OR ')) ??
    NAMES.find(([pattern]) => pattern.test(written.toLowerCase()))?.[1]
  );
}

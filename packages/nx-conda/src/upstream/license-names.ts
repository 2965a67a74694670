// How licences are called, and their identifiers at SPDX.

/** `License :: OSI Approved :: ...`; those that name several licences are left out: BSD, GPL without a version. */
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
  [/^(gnu )?gpl[ -]?v?3(\.0)?(-only)?$/, 'GPL-3.0-only'],
  [/^(gnu )?gpl[ -]?v?2(\.0)?(-only)?$/, 'GPL-2.0-only'],
  [/^lgpl[ -]?v?3(\.0)?(\+| or later|-or-later)$/, 'LGPL-3.0-or-later'],
  [/^lgpl[ -]?v?2\.1(\+| or later|-or-later)$/, 'LGPL-2.1-or-later'],
  [/^agpl[ -]?v?3(\.0)?(\+| or later|-or-later)$/, 'AGPL-3.0-or-later'],
  [/^boost software licen[cs]e( 1\.0)?$/, 'BSL-1.0'],
  [/^(the )?unlicense$/, 'Unlicense'],
  [/^zlib( licen[cs]e)?$/, 'Zlib'],
  [/^cc0([ -]1\.0)?$/, 'CC0-1.0'],
];

/** Identifiers that stand for themselves, besides those above. */
const OTHERS =
  `0BSD AFL-3.0 AGPL-3.0-only Artistic-1.0 BSD-4-Clause BSD-3-Clause-Clear BSD-1-Clause CC-BY-4.0 CC-BY-SA-4.0
  CECILL-2.1 CDDL-1.0 ECL-2.0 EPL-1.0 EUPL-1.2 HPND Intel JSON LGPL-2.1-only LGPL-2.0-only LGPL-2.0-or-later LPPL-1.3c
  MulanPSL-2.0 NCSA NIST-PD OFL-1.1 OpenSSL PostgreSQL Python-2.0 Python-2.0.1 SSPL-1.0 UPL-1.0 Vim W3C WTFPL X11
  Unicode-3.0 Unicode-DFS-2016 MIT-CMU bzip2-1.0.6 BUSL-1.1 curl libtiff ZPL-2.1 Zlib`.split(/\s+/);
const KNOWN = new Map(
  [...OTHERS, ...CLASSIFIERS.map(([, id]) => id), ...NAMES.map(([, id]) => id)].map((id) => [
    id.toLowerCase(),
    id,
  ]),
);
const EXCEPTIONS =
  /^(LLVM-exception|Classpath-exception-2\.0|GCC-exception-3\.1|Autoconf-exception-[23]\.0|Bootloader-exception)$/;

/** The one licence that classifiers name; undefined for none, for several, and for those that are not exact. */
export function licenseOfClassifiers(classifiers: readonly string[]): string | undefined {
  const named = classifiers.filter(
    (one) => one.startsWith('License ::') && one !== 'License :: OSI Approved',
  );
  const ids = named.map((one) => CLASSIFIERS.find(([pattern]) => pattern.test(one))?.[1]);
  return new Set(ids).size === 1 ? ids[0] : undefined;
}

/** What a field for the licence says, as SPDX has it; undefined where that is not clear. */
export function licenseOfText(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const written = text.trim();
  return expression(written) ?? NAMES.find(([pattern]) => pattern.test(written.toLowerCase()))?.[1];
}

/** `MIT OR (Apache-2.0 AND BSD-3-Clause)`, with identifiers in their usual case. */
function expression(text: string): string | undefined {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  const known = tokens.map((token) => {
    if (/^(and|or|with)$/i.test(token)) return token.toUpperCase();
    if (token === '(' || token === ')' || EXCEPTIONS.test(token) || /^LicenseRef-[\w.-]+$/.test(token))
      return token;
    return KNOWN.get(token.toLowerCase());
  });
  if (known.includes(undefined) || !isExpression(known as string[])) return undefined;
  return known.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')');
}

/** Identifiers and operators take turns, once the brackets are gone. */
function isExpression(tokens: readonly string[]): boolean {
  const depth = tokens.reduce((sum, token) => sum + (token === '(' ? 1 : token === ')' ? -1 : 0), 0);
  const rest = tokens.filter((token) => token !== '(' && token !== ')');
  const takeTurns = rest.every((token, index) => /^(AND|OR|WITH)$/.test(token) === (index % 2 === 1));
  return depth === 0 && takeTurns && rest.length % 2 === 1;
}

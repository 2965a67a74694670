/** Phrases unique to the text of one license, the narrower first. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/apache license\s+version 2\.0/i, 'Apache-2.0'],
  [/gnu affero general public license\s+version 3/i, 'AGPL-3.0-or-later'],
  [/gnu lesser general public license\s+version 3/i, 'LGPL-3.0-or-later'],
  [/gnu lesser general public license\s+version 2\.1/i, 'LGPL-2.1-or-later'],
  [/gnu general public license\s+version 3/i, 'GPL-3.0-or-later'],
  [/gnu general public license\s+version 2/i, 'GPL-2.0-or-later'],
  [/mozilla public license,? version 2\.0/i, 'MPL-2.0'],
  [/boost software license - version 1\.0/i, 'BSL-1.0'],
  [/this is free and unencumbered software released into the public domain/i, 'Unlicense'],
  [/cc0 1\.0 universal/i, 'CC0-1.0'],
  [
    /permission to use, copy, modify, and\/?(or)? ?distribute this software for any purpose with or without fee/i,
    'ISC',
  ],
  [/permission is hereby granted, free of charge, to any person obtaining a copy/i, 'MIT'],
];

const BSD = /redistribution and use in source and binary forms, with or without modification/i;
const ENDORSEMENT = /(neither the names? of|the names? of .{0,80} may not be used|may be used to endorse)/i;

/**
 * The license of a file, detected by its text; undefined if it is not a common one, or if the file has several. The text
 * of a GNU license does not state if later versions are allowed: most sources allow them, and a person must check.
 */
export function licenseOfFile(text: string): string | undefined {
  const words = text.replace(/[\s*#/]+/g, ' ').slice(0, 60_000);
  // The texts of the GNU licenses mention each other: their title counts.
  const start = words.slice(0, 400);
  const [title] = TEXTS.map(([pattern, id]) => ({ id, at: start.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
  if (title !== undefined && !['MIT', 'ISC'].includes(title)) return title;
  const found = TEXTS.filter(([pattern]) => pattern.test(words)).map(([, id]) => id);
  if (BSD.test(words)) found.push(ENDORSEMENT.test(words) ? 'BSD-3-Clause' : 'BSD-2-Clause');
  return found.length === 1 ? found[0] : undefined;
}

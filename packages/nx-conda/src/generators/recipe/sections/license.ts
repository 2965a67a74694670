import { spdxExpression } from '../../../source/license/spdx-expression';
import { oneLine } from '../text/untrusted-text';

/** The licence as rattler-build takes it, and what a person has to look at. */
export interface License {
  text: string;
  todo?: string;
}

/** @param license what is meant to be an SPDX expression; anything else becomes a reference of that name */
export function licenseOf(license: string): License {
  const written = oneLine(license, 200);
  const expression = spdxExpression(written);
  if (expression !== undefined) return { text: expression };
  const name = written
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return {
    text: `LicenseRef-${name === '' ? 'Unknown' : name}`,
    todo: `TODO: is there an SPDX id for this licence? The source says: ${written}`,
  };
}

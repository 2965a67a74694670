import { spdxExpression } from '../../../source/license/spdx-expression';
import { oneLine } from '../text/untrusted-text';

/** The license for rattler-build, and a TODO if a person needs to check it. */
export interface License {
  text: string;
  todo?: string;
}

/** @param license an SPDX expression; other text becomes a `LicenseRef-` */
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
    todo: `TODO: find the SPDX identifier of this license: ${written}`,
  };
}

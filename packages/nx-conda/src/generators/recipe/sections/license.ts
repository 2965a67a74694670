import { oneLine } from '../text/untrusted-text';
import { SPDX_EXCEPTIONS, SPDX_LICENSES } from './spdx-licenses';

/** Ids that the SPDX list has given up, and rattler-build refuses. */
const DEPRECATED = /^(A?GPL|LGPL|GFDL)-(\d\.\d)(\+?)$/;

const BY_LOWER_CASE = new Map([...SPDX_LICENSES].map((id) => [id.toLowerCase(), id]));
const EXCEPTIONS = new Map([...SPDX_EXCEPTIONS].map((id) => [id.toLowerCase(), id]));

/** The licence as rattler-build takes it, and what a person has to look at. */
export interface License {
  text: string;
  todo?: string;
}

/** @param license what is meant to be an SPDX expression; anything else becomes a reference of that name */
export function licenseOf(license: string): License {
  const written = oneLine(license, 200);
  const words = written.match(/\(|\)|[^\s()]+/g) ?? [];
  const expression = words.map(wordOf);
  if (expression.length > 0 && !expression.includes(undefined) && isExpression(expression as string[])) {
    return { text: joined(expression as string[]) };
  }
  const name = written
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return {
    text: `LicenseRef-${name === '' ? 'Unknown' : name}`,
    todo: `TODO: is there an SPDX id for this licence? The source says: ${written}`,
  };
}

function wordOf(word: string): string | undefined {
  if (/^(and|or|with)$/i.test(word)) return word.toUpperCase();
  if (word === '(' || word === ')' || /^LicenseRef-[\w.-]+$/.test(word)) return word;
  const [, family, version, later] = DEPRECATED.exec(word) ?? [];
  const id = family === undefined ? word : `${family}-${version}-${later === '+' ? 'or-later' : 'only'}`;
  return BY_LOWER_CASE.get(id.toLowerCase()) ?? EXCEPTIONS.get(id.toLowerCase());
}

/** Licences and operators take turns, and brackets close. */
function isExpression(words: string[]): boolean {
  let depth = 0;
  let wantsLicense = true;
  for (const word of words) {
    if (word === '(' || word === ')') depth += word === '(' ? 1 : -1;
    else if (/^(AND|OR|WITH)$/.test(word) === wantsLicense) return false;
    else wantsLicense = !wantsLicense;
    if (depth < 0 || (word === '(' && !wantsLicense) || (word === ')' && wantsLicense)) return false;
  }
  const isAboutExceptions = words.every((word, index) => {
    const follows = words[index - 1] === 'WITH';
    return /^(AND|OR|WITH|\(|\))$/.test(word) ? !follows : SPDX_EXCEPTIONS.has(word) === follows;
  });
  return depth === 0 && !wantsLicense && isAboutExceptions;
}

function joined(words: string[]): string {
  return words.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')');
}

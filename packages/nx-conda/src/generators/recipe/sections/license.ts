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
  // Every licence is `l`, with its exception or without; then what is in brackets is a licence too.
  let shape = words
    .map((word, index) => {
      if (word === 'WITH' || word === 'AND' || word === 'OR') return word === 'WITH' ? 'w' : 'o';
      if (word === '(' || word === ')') return word;
      return SPDX_EXCEPTIONS.has(word) && words[index - 1] === 'WITH' ? 'e' : 'l';
    })
    .join('')
    .replace(/lwe/g, 'l');
  for (let before = ''; before !== shape;) {
    before = shape;
    shape = shape.replace(/\(l\)/g, 'l').replace(/l(ol)+/g, 'l');
  }
  return (
    shape === 'l' && words.every((word, index) => words[index - 1] === 'WITH' || !SPDX_EXCEPTIONS.has(word))
  );
}

function joined(words: string[]): string {
  return words.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')');
}

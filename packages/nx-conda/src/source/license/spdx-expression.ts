import { SPDX_EXCEPTIONS, SPDX_LICENSES } from './spdx-licenses';

/** Ids that SPDX has deprecated, and rattler-build refuses. */
const DEPRECATED = /^(A?GPL|LGPL|GFDL)-(\d\.\d)(\+?)$/;

const BY_LOWER_CASE = new Map([...SPDX_LICENSES, ...SPDX_EXCEPTIONS].map((id) => [id.toLowerCase(), id]));

/**
 * Normalizes `MIT OR (Apache-2.0 AND BSD-3-Clause)`: identifiers get their usual case, deprecated ones are replaced.
 * @returns undefined if it is not an expression
 */
export function spdxExpression(text: string): string | undefined {
  const words = (text.match(/[()]|[^\s()]+/g) ?? []).map(wordOf);
  if (words.includes(undefined) || !isExpression(words as string[])) return undefined;
  return words.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')');
}

function wordOf(word: string): string | undefined {
  if (/^(and|or|with)$/i.test(word)) return word.toUpperCase();
  if (word === '(' || word === ')' || /^LicenseRef-[\w.-]+$/.test(word)) return word;
  const [, family, version, later] = DEPRECATED.exec(word) ?? [];
  const id = family === undefined ? word : `${family}-${version}-${later === '+' ? 'or-later' : 'only'}`;
  return BY_LOWER_CASE.get(id.toLowerCase());
}

/** Licenses and operators alternate, and brackets close. */
function isExpression(words: string[]): boolean {
  // Replace every license, with or without exception, by `l`; then also each bracketed expression.
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

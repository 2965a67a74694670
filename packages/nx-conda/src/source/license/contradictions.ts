import type { SourceFolder } from '../source-folder';
import { licenseOfFile } from './license-text';

/** Families of licenses whose texts, and names in metadata, are reliably distinguished. */
const FAMILIES: readonly [string, RegExp][] = [
  ['Apache', /\bapache\b/i],
  ['BSD', /\bbsd\b/i],
  ['MIT', /\bmit\b/i],
  ['MPL', /\bmpl\b|mozilla public/i],
  ['ISC', /\bisc\b/i],
];
/** Files with the license of the whole source. */
const MAIN = /^(licen[cs]e|copying|unlicense)(\.\w+)?$/i;
const PROPRIETARY = /\bproprietary\b.{0,80}\bconfidential\b|\bconfidential\b.{0,80}\bproprietary\b/i;
const MAX_READ = 5;

/**
 * What the metadata and license files say, if a text is of another license than the metadata names: `metadata: BSD`,
 * `LICENSE: Apache-2.0`. Files of other licenses beside the named one are those of parts of the source.
 * @param words what the metadata says about the license
 */
export function contradictions(
  source: SourceFolder,
  licenseFiles: readonly string[],
  words: readonly string[],
): string[] {
  const named = familiesIn(words.join('\n'));
  const texts = licenseFiles.slice(0, MAX_READ).flatMap((file) => textOf(source, file));
  const known = texts.filter(({ license }) => license !== 'proprietary');
  const isThere = known.some(({ license }) => familiesIn(license).some((one) => named.includes(one)));
  const others = known.filter(
    ({ license }) => named.length > 0 && familiesIn(license).length > 0 && !isThere,
  );
  const closed = texts.filter(
    ({ license }) => license === 'proprietary' && !/proprietary/i.test(words.join('\n')),
  );
  const files = [...closed, ...others].map(({ file, license }) => `${file}: ${license}`);
  return files.length === 0 || named.length === 0 ? files : [`metadata: ${named.join(', ')}`, ...files];
}

function familiesIn(text: string): string[] {
  return FAMILIES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

function textOf(source: SourceFolder, file: string): { file: string; license: string }[] {
  const text = source.read(file) ?? '';
  const license = licenseOfFile(text);
  if (license !== undefined) return [{ file, license }];
  const isClosed = MAIN.test(file) && PROPRIETARY.test(text.slice(0, 2000).replace(/\s+/g, ' '));
  return isClosed ? [{ file, license: 'proprietary' }] : [];
}

import { isOutside, localPaths, recipeFolder, unknownText } from './local-path';
import type { ScriptFindings, SearchedScript } from './script-findings';
import { combined } from './script-values';

/** The recipe's folder, in the spelling of any language, directly before a path: `$RECIPE_DIR`, `%RECIPE_DIR%`, … */
const mention =
  /\$\{\{\s{0,9}RECIPE_DIR\s{0,9}\}\}|\$(?:\{RECIPE_DIR(?::?[-=?][^}\n]{0,200})?\}|\(RECIPE_DIR\)|(?:ENV|env)\{RECIPE_DIR\}|(?:env[:.]|::env\()?RECIPE_DIR\)?)|[%!]RECIPE_DIR[%!]|\uE000/gi;
const commentLine = /^[ \t]*(?:#(?!include|!)|rem\b|::|\/\/)[^\n]*/gim;
/** Pieces of a path up to its end, without quotes around parts of it. */
const piece =
  /\$\{\{[^{}\n]{0,300}\}\}|\$\{\w{1,80}\}|\$[A-Za-z_]\w{0,80}|%[A-Za-z_]\w{0,80}%|\{[^{}\s"'`]{0,200},[^{}\s"'`]{0,200}\}|\\ |["'`]|[^\s"'`:;|&<>()${}%]|[$%]/y;
/** Uses of a path that read nothing: an assignment, a change, a function that makes a path of it. */
const step = /(?:=|\b(?:cd(?: \/d)?|chdir|pushd|realpath|readlink(?: -\w)?|dirname)\s)["'(\s]{0,9}$/i;
const assigned = /(?:^|[\s;&|(])[A-Za-z_]\w{0,40}=["']{0,2}$/;
const onlyAbove = /^["'`]*(?:[\\/]+\.\.?)+[\\/]*["'`]*$/;
const expanded =
  /(\$\{\{[^{}\n]{0,300}\}\}|\$\{\w{1,80}\}|\$[A-Za-z_]\w{0,80}|%[A-Za-z_]\w{0,80}%|\{[^{}\s"'`]{0,200},[^{}\s"'`]{0,200}\})/;
const maxPath = 400;
const leads = /^["'`]{0,3}[\\/]/;
const maxMentions = 2_000;
const tooMany = `The script refers to RECIPE_DIR more than ${maxMentions} times. nx-conda does not search the rest of it, so some of the files that the script reads are unknown.`;
const maxChoices = 16;

/**
 * Every path out of the recipe's folder directly after its name, in any language. Other reads of a script are found by
 * reading it as its shell does; this guarantees the simple case.
 */
export function rawMentions(script: SearchedScript, findings: ScriptFindings): void {
  if (!/RECIPE_DIR|\uE000/i.test(script.text)) return;
  const text = script.text.replace(commentLine, '');
  let count = 0;
  for (const { 0: found, index } of text.matchAll(mention)) {
    if (++count > maxMentions) return findings.cannotKnow(script, 0, tooMany);
    const start = index + found.length;
    const before = text.slice(Math.max(0, index - 60), index);
    // The value of a variable counts where the variable is used.
    if (assigned.test(before)) continue;
    for (const path of pathsAt(text, index, start)) {
      if (leads.test(path) && !(step.test(before) && onlyAbove.test(path))) name(script, findings, path);
    }
  }
}

/** A path that begins with its quote ends with it; a path in a quoted command ends with whitespace. */
function pathsAt(text: string, index: number, start: number): string[] {
  const quoted = quotedPath(text, index, start);
  const isWhole = quoted !== '' && /["']/.test(text[index - 1] ?? '');
  return isWhole ? [quoted, quoted.trimEnd()] : [writtenPath(text, start), quoted];
}

function name(script: SearchedScript, findings: ScriptFindings, written: string): void {
  const values = combined(
    written.split(expanded).map((part) => {
      if (part.startsWith('${{')) return script.evaluate(part) ?? [unknownText];
      if (/^\{[^]*,/.test(part)) return part.slice(1, -1).split(',').slice(0, maxChoices);
      const [, variable] = /^(?:\$\{?|%)(\w+)[}%]?$/.exec(part) ?? [];
      if (variable !== undefined) return findings.valuesOf(variable) ?? [unknownText];
      return [
        part
          .replace(/["'`]|#$/g, '')
          .replace(/\\ /g, ' ')
          .replace(/[*?[\]{}]/g, unknownText),
      ];
    }),
  );
  for (const value of values) {
    const path = recipeFolder + value;
    if (!localPaths(path).some(isOutside)) continue;
    findings.read(path);
    if (/\.\w{1,5}$/.test(path)) findings.follow(path, script.folders);
  }
}

/** Up to whitespace. */
function writtenPath(text: string, start: number): string {
  let at = start;
  while (at < text.length && at - start < maxPath) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (!found) break;
    at += found[0].length;
  }
  return text.slice(start, at);
}

/** Up to the closing quote, if the folder's name is in quotes. */
function quotedPath(text: string, index: number, start: number): string {
  const before = text.slice(Math.max(0, index - 300), index);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const quote = ['"', "'"].find((character) => line.split(character).length % 2 === 0);
  if (quote === undefined) return '';
  const [path = ''] = text.slice(start, start + maxPath).split(/[\n"']/, 1);
  return /\s/.test(path) ? path : '';
}

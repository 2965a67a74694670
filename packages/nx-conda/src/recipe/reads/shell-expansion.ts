import { unknownText } from './local-path';
import { combined, isFromRecipe, modified } from './script-values';
import type { ShellWord } from './shell-token';
import type { WordPart } from './word-parts';
import { maxDepth, type ShellProcess } from './shell-process';

const mentionsRecipe = /RECIPE_DIR/i;

/** All possible values of a word in a process. */
export function expandWord(reader: ShellProcess, word: ShellWord): string[] {
  const values = valuesOfWord(reader, word);
  // `$(find-root $RECIPE_DIR)/../x`
  const leadsUp = values.some((value) => /^\uE001[\\/]\.\./.test(value));
  if (reader.isAstray && leadsUp) cannotFollow(reader, word.offset);
  return values;
}

/** Reports a path that starts with a command's result on the recipe's folder. */
export function cannotFollow(reader: ShellProcess, offset: number): void {
  const message = "nx-conda cannot determine which path a command computes from the recipe's folder.";
  reader.findings.cannotKnow(reader.script, offset, message);
}

function valuesOfWord(reader: ShellProcess, { parts, offset }: ShellWord): string[] {
  const [first] = parts;
  const [, assigned] = (first?.kind === 'text' && /^([A-Za-z_]\w*)\+?=/.exec(first.text)) || [];
  return combined(
    parts.map((part) => {
      const isOwn = part.kind === 'variable' && part.name === assigned && part.modifier === '';
      return isOwn ? reader.valuesOf(part.name, false) : expandPart(reader, part, offset);
    }),
  );
}

function expandPart(reader: ShellProcess, part: WordPart, offset: number): string[] {
  switch (part.kind) {
    case 'text':
      return [part.text];
    case 'variable':
      return expandVariable(reader, part, offset);
    case 'template':
      return expandTemplate(reader, part.text, offset);
    case 'choices':
      return part.texts.flatMap((text) => expandText(reader, text, offset));
    case 'command': {
      const written = reader.readInner(part.text, offset, false);
      if (written.length === 0 && mentionsRecipe.test(part.text)) reader.isAstray = true;
      return written.length > 0 ? written : [unknownText];
    }
    default:
      return [unknownText];
  }
}

/** rattler-build inserts the value before a shell reads the text. */
function expandTemplate(reader: ShellProcess, text: string, offset: number): string[] {
  const values = reader.script.evaluate(text) ?? [unknownText];
  return values.flatMap((value) => (/[$%]/.test(value) ? expandText(reader, value, offset) : [value]));
}

function expandVariable(
  reader: ShellProcess,
  { name, modifier }: WordPart & { kind: 'variable' },
  offset: number,
): string[] {
  const values = reader.valuesOf(name);
  if (reader.findings.astray.has(name.toUpperCase())) reader.isAstray = true;
  const [, operator, word = ''] = /^:?([-=+])([^]*)$/.exec(modifier) ?? [];
  if (operator !== undefined) {
    const other = expandText(reader, word, offset);
    return operator === '+' ? other : [...new Set([...values, ...other])];
  }
  return values.map((value) => {
    const changed = modified(value, modifier);
    if (changed === undefined && isFromRecipe(value)) {
      const message = `nx-conda cannot determine which path \`\${${name}${modifier}}\` computes from the recipe's folder.`;
      reader.findings.cannotKnow(reader.script, offset, message);
    }
    return changed ?? unknownText;
  });
}

function expandText(reader: ShellProcess, text: string, offset: number): string[] {
  if (reader.depth >= maxDepth) return [unknownText];
  const words = reader.tokensOf(`"${text.replace(/["']/g, '')}"`);
  const parts = words.flatMap((token) => (token.kind === 'word' ? token.word.parts : []));
  return expandWord(reader.inner(), { parts, offset });
}

import { unknownText } from './local-path';
import { isFromRecipe } from './script-values';
import { operandsOf } from './shell-operands';
import type { CommandLine, ShellProcess } from './shell-process';

const changers = /^(?:sed|tr|g?awk|cut|perl|rev|python[\d.]*)$/;
const passers = /^(?:head|tail|cat|sort|uniq|tee|grep)$/;

/** Follows a pipe into a command; true if the rest of the command is irrelevant. */
export function transforms(reader: ShellProcess, name: string, line: CommandLine): boolean {
  const piped = line.piped ?? [];
  if (name === 'xargs') {
    const [called = [], ...words] = operandsOf(line);
    reader.run({ ...line, names: called, words: [...words, piped], piped: undefined });
    return true;
  }
  if (!changers.test(name)) {
    reader.write(passers.test(name) ? piped : []);
    return passers.test(name) && operandsOf(line).length === 0;
  }
  return changesPath(reader, name, line, piped);
}

function changesPath(reader: ShellProcess, name: string, line: CommandLine, piped: string[]): boolean {
  const isPath = piped.some((text) => isFromRecipe(text) && !text.includes(unknownText));
  const turnsSlashes = onlyTurnsSlashes(line);
  if (isPath && !turnsSlashes) {
    const message = `nx-conda cannot determine which path \`${name}\` computes from the recipe's folder.`;
    reader.findings.cannotKnow(reader.script, line.offset, message);
  }
  reader.write(isPath && turnsSlashes ? piped : [unknownText]);
  return isPath;
}

/** `sed 's/\\/\//g'` and `tr '\\' '/'` turn a Windows path into one for other shells. */
function onlyTurnsSlashes({ words }: CommandLine): boolean {
  const text = words.map(([first = '']) => first).join(' ');
  return text.includes('\\') && !/\.\.|[a-zA-Z]{4}/.test(text);
}

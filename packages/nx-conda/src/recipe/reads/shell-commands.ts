import { codeReads } from './code-reads';
import { unknownText } from './local-path';
import { combined, folderOf, isFromRecipe, nameOf } from './script-values';
import { cannotFollow } from './shell-expansion';
import { transforms } from './shell-pipes';
import { operandsOf, readOperands, readPlain } from './shell-operands';
import type { CommandLine, ShellProcess } from './shell-process';

type Command = (reader: ShellProcess, line: CommandLine) => void;

/** Commands that run the file in their first operand. */
const interpreters =
  /^(?:\.|source|bash|sh|zsh|dash|ksh|call|python[\d.]*|perl|node|ruby|R|Rscript|julia|lua|nu|pwsh|powershell|cmake|make|cmd)(?:\.exe)?$/;
const shells = /^(?:bash|sh|zsh|dash|ksh|cmd)(?:\.exe)?$/;
const gitPlace =
  'The script asks git for the root of the repository, so the files that the script reads there are unknown.';
/** Options whose value is a script text. */
const textOption = /^(?:-\w*c|-e|-E|\/c)$/i;

const commands: Record<string, Command> = {
  cd: changeFolder,
  chdir: changeFolder,
  pushd: (reader, line) => {
    reader.stack.push(reader.folders);
    changeFolder(reader, line);
  },
  popd: (reader, { isCertain }) => reader.enter(reader.stack.pop() ?? [unknownText], isCertain),
  pwd: (reader) => reader.write(reader.folders),
  dirname: (reader, line) => reader.write(operandsOf(line).flat().map(folderOf)),
  basename: (reader, line) => reader.write((operandsOf(line)[0] ?? []).map(nameOf)),
  realpath: writePlaces,
  readlink: writePlaces,
  cygpath: (reader, line) => reader.write(operandsOf(line).flat()),
  echo: say,
  printf: say,
  find: list,
  ls: list,
  for: loop,
  set: setVariable,
  export: declare,
  local: declare,
  declare,
  typeset: declare,
  readonly: declare,
  eval: (reader, line) => line.words.length > 0 && reader.readInner(textOf(line), line.offset, true),
  git,
};

/** Takes from a command its reads, folder changes and writes. */
export function runCommand(reader: ShellProcess, line: CommandLine): void {
  const [written = ''] = line.names;
  const name = (written.split(/[\\/]/).at(-1) ?? '').replace(/^@/, '');
  const command = Object.hasOwn(commands, name) ? commands[name] : commands[name.toLowerCase()];
  if (line.piped && transforms(reader, name, line)) return;
  if (/[\\/]/.test(written)) line.names.forEach((path) => runFile(reader, path, line));
  if (typeof command === 'function') return command(reader, line);
  if (interpreters.test(name)) interpret(reader, name, line);
  if (reader.findings.functions.has(name)) return passArguments(reader, line.words);
  readOperands(reader, name, line);
}

function textOf({ words }: CommandLine): string {
  return words.map(([first = '']) => first).join(' ');
}

function changeFolder(reader: ShellProcess, line: CommandLine): void {
  const [targets] = operandsOf(line).filter(([first]) => first?.toLowerCase() !== '/d');
  if (!targets) return reader.enter([unknownText], line.isCertain);
  if (targets[0] === '-') return reader.enter(reader.previousFolders, line.isCertain);
  const places = targets.flatMap((target) => reader.placesOf(target));
  // A folder above the recipe's is not read as a whole just because a process is in it.
  for (const place of places) {
    if (isFromRecipe(place) && !/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(place)) reader.findings.read(place);
  }
  if (reader.isAstray && targets.some((target) => target.startsWith(unknownText)))
    cannotFollow(reader, line.offset);
  reader.enter(places, line.isCertain);
}

function writePlaces(reader: ShellProcess, line: CommandLine): void {
  const paths = operandsOf(line).flat();
  reader.write(paths.flatMap((path) => reader.placesOf(path)));
}

/** Echoed text may become a file that is read; a message that only shows the recipe's folder does not. */
function say(reader: ShellProcess, line: CommandLine): void {
  for (const value of line.words.flat()) if (/\uE000[\\/]/.test(value)) reader.mention(value);
  const words = line.words.filter(([first = '']) => !/^-[neE]+$/.test(first));
  const [format = [], ...others] = words;
  const isFormat = line.names.includes('printf') && format.some((text) => text.includes('%'));
  reader.write(isFormat ? combined(formatted(format[0] ?? '', others)) : words.flat());
}

/** The pieces of the output of `printf '%s/%s' a b`. */
function formatted(format: string, words: string[][]): string[][] {
  const rest = [...words];
  return format
    .replace(/\\n/g, '')
    .split(/(%[-\d.]{0,8}[a-zA-Z])/)
    .map((piece) => (piece.startsWith('%') ? (rest.shift() ?? ['']) : [piece]));
}

/** `ls` and `find` print the names of what they read. */
function list(reader: ShellProcess, line: CommandLine): void {
  const operands = operandsOf(line).flat();
  readOperands(reader, 'ls', line);
  if (operands.length === 0) reader.folders.forEach((folder) => reader.findings.read(folder));
  reader.write(operands.filter(isFromRecipe).map((path) => `${path}/${unknownText}`));
}

function loop(reader: ShellProcess, { words }: CommandLine): void {
  const [variable = [], keyword = [], ...items] = words;
  if (keyword[0] !== 'in') return;
  const values = items.flat();
  for (const value of values) {
    if (isFromRecipe(value)) reader.mention(value);
    else readPlain(reader, value, true);
  }
  variable.forEach((name) => reader.assign(name.replace(/^%+/, ''), values));
}

function declare(reader: ShellProcess, line: CommandLine): void {
  for (const value of line.words.flat()) {
    const [, name, text] = /^([A-Za-z_]\w*)\+?=([^]*)$/.exec(value) ?? [];
    if (name !== undefined) reader.assign(name, [text ?? '']);
  }
}

/** `set NAME=value` of Windows; `set -e` and `set -- $RECIPE_DIR/*` of the others. */
function setVariable(reader: ShellProcess, line: CommandLine): void {
  const [first = ''] = line.words[0] ?? [];
  if (first.startsWith('-')) return passArguments(reader, line.words.slice(1));
  const texts = line.words.length > 1 ? [textOf(line)] : (line.words[0] ?? []);
  for (const text of texts) {
    const [, name, value = ''] = /^(?:\/[ap] ?)?([A-Za-z_]\w*)=([^]*)$/i.exec(text) ?? [];
    if (name !== undefined) reader.assign(name, [value]);
  }
}

/** A path as the command runs that file. */
function runFile(reader: ShellProcess, path: string, line: CommandLine): void {
  if (isFromRecipe(path)) reader.mention(path);
  else readPlain(reader, path, true);
  passArguments(reader, line.words);
  for (const place of reader.placesOf(path)) reader.findings.follow(place, reader.folders);
}

/** Functions and scripts see their arguments as `$1`, `$@` and so on. */
function passArguments(reader: ShellProcess, words: string[][]): void {
  for (const [index, values] of words.slice(0, 9).entries()) {
    values.forEach((value) => reader.mentionFile(value));
    for (const name of [String(index + 1), '@', '*']) reader.pass(name, values);
  }
}

function interpret(reader: ShellProcess, name: string, line: CommandLine): void {
  const code = line.words.findIndex(([first = '']) => textOption.test(first));
  if (code >= 0 && !/^(?:cmake|make|\.|source|call)$/.test(name)) {
    for (const text of line.words[code + 1] ?? []) {
      if (shells.test(name)) reader.readInner(text, line.offset, false);
      else codeReads(reader.here(), reader.findings, text, line.offset);
    }
    return passArguments(reader, line.words.slice(code + 2));
  }
  const [file = [], ...others] = operandsOf(line);
  passArguments(reader, others);
  if (file[0]?.startsWith(':')) return;
  const places = file.flatMap((path) => reader.placesOf(path));
  places.forEach((place) => reader.findings.follow(place, reader.folders));
}

/** `git apply $RECIPE_DIR/x.patch` reads a file; `git -C $RECIPE_DIR`, or git in that folder, reads its history. */
function git(reader: ShellProcess, line: CommandLine): void {
  const words = line.words.map(([first = '']) => first);
  const places = line.words.filter((_values, index) => {
    const isValue = /^(?:-C|--git-dir|--work-tree)$/.test(words[index - 1] ?? '');
    return isValue || /^--(?:git-dir|work-tree)/.test(words[index] ?? '');
  });
  const copies = words.some((word) => /^(?:clone|fetch|pull|remote|submodule|ls-remote|archive)$/.test(word));
  const named = copies ? line.words : places;
  const isHere = !words.includes('-C') && reader.folders.some(isFromRecipe);
  if (isHere || named.flat().some(isFromRecipe)) {
    reader.findings.usesGit = true;
    const asksPlace = words.some((word) => /^--show-(?:toplevel|cdup|superproject)/.test(word));
    if (asksPlace) reader.findings.cannotKnow(reader.script, line.offset, gitPlace);
  }
  line.words.flat().forEach((value) => reader.mention(value));
}

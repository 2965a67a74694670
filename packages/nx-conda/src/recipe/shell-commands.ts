import { codeReads } from './code-reads';
import { isRooted, unknownText } from './local-path';
import { folderOf, isFromRecipe, nameOf } from './script-values';
import type { ShellReader } from './shell-reads';

/** A simple command, every word with all texts that it may be. */
export interface CommandLine {
  names: string[];
  words: string[][];
  offset: number;
  /** False where it only runs depending on another. */
  isCertain: boolean;
  /** What the command before a `|` wrote. */
  piped: string[] | undefined;
}

type Command = (reader: ShellReader, line: CommandLine) => void;

const set = (names: string): Set<string> => new Set(names.split(' '));

/** Read nothing but their operands. */
const modest = set(
  '. source cat cp mv ls head tail mkdir rm rmdir touch sed grep egrep fgrep awk gawk install ln test [ [[ cd chdir ' +
    'pushd popd echo printf set unset chmod rsync tar unzip gunzip xz patch diff cmp wc sort uniq export local declare ' +
    'readonly typeset exit return read true false : pwd dirname basename realpath readlink find tee which sleep date ' +
    'uname copy xcopy robocopy type call exist not for case in select function trap shift break continue cut tr xargs ' +
    'bash sh zsh dash ksh eval cygpath del md rd move ren setlocal endlocal goto errorlevel defined stat file ' +
    'md5sum sha256sum let umask ulimit wait kill alias if fi done esac',
);
/** Their absolute operands are what they read. */
const readers = set(
  '. source cat cp mv ls head tail sed grep egrep fgrep awk gawk install ln test [ [[ rsync tar unzip gunzip xz patch ' +
    'diff cmp wc sort bash sh zsh dash ksh python python3 perl node ruby Rscript lua find stat file md5sum sha256sum ' +
    'copy xcopy robocopy type call for in exist',
);
/** Their last operand is where they write to. */
const copiers = set('cp mv install ln rsync copy xcopy robocopy move');
/** Their operands are only written or removed. */
const writers = set('mkdir rm rmdir touch tee del md rd chmod');
/** Run the file that is their first operand. */
const interpreters =
  /^(?:\.|source|bash|sh|zsh|dash|ksh|call|python[\d.]*|perl|node|ruby|Rscript|lua|nu|pwsh|powershell|cmake|make|cmd)(?:\.exe)?$/;
const shells = /^(?:bash|sh|zsh|dash|ksh|cmd)(?:\.exe)?$/;

const commands: Record<string, Command> = {
  cd: (reader, line) => changeFolder(reader, line),
  chdir: (reader, line) => changeFolder(reader, line),
  pushd: (reader, line) => {
    reader.stack.push(reader.folders);
    changeFolder(reader, line);
  },
  popd: (reader, line) => reader.enter(reader.stack.pop() ?? [unknownText], line.isCertain),
  pwd: (reader) => write(reader, reader.folders),
  dirname: (reader, line) => write(reader, operandsOf(line).flat().map(folderOf)),
  basename: (reader, line) => write(reader, (operandsOf(line)[0] ?? []).map(nameOf)),
  realpath: (reader, line) =>
    write(
      reader,
      operandsOf(line)
        .flat()
        .flatMap((path) => reader.placesOf(path)),
    ),
  readlink: (reader, line) =>
    write(
      reader,
      operandsOf(line)
        .flat()
        .flatMap((path) => reader.placesOf(path)),
    ),
  cygpath: (reader, line) => write(reader, operandsOf(line).flat()),
  echo: (reader, line) => say(reader, line),
  printf: (reader, line) => say(reader, line),
  find: (reader, line) => {
    readOperands(reader, 'find', line);
    write(
      reader,
      operandsOf(line)
        .flat()
        .filter(isFromRecipe)
        .map((path) => `${path}/${unknownText}`),
    );
  },
  ls: (reader, line) => {
    readOperands(reader, 'ls', line);
    if (operandsOf(line).length === 0) reader.folders.forEach((folder) => reader.findings.read(folder));
    write(
      reader,
      operandsOf(line)
        .flat()
        .filter(isFromRecipe)
        .map((path) => `${path}/${unknownText}`),
    );
  },
  for: (reader, line) => loop(reader, line),
  set: (reader, line) => setVariable(reader, line),
  export: (reader, line) => declare(reader, line),
  local: (reader, line) => declare(reader, line),
  declare: (reader, line) => declare(reader, line),
  typeset: (reader, line) => declare(reader, line),
  readonly: (reader, line) => declare(reader, line),
  env: (reader, line) => declare(reader, line),
  eval: (reader, line) => line.words.length > 0 && reader.readInner(textOf(line), line.offset, true),
  git: (reader, line) => git(reader, line),
};

/** Takes from a command what it reads, where it goes, and what it writes. */
export function runCommand(reader: ShellReader, line: CommandLine): void {
  const [written = ''] = line.names;
  const name = (written.split(/[\\/]/).at(-1) ?? '').replace(/^@/, '');
  const command = Object.hasOwn(commands, name) ? commands[name] : commands[name.toLowerCase()];
  if (line.piped && transforms(reader, name, line)) return;
  if (/[\\/]/.test(written)) line.names.forEach((path) => runFile(reader, path, line));
  if (command) command(reader, line);
  else {
    if (interpreters.test(name)) interpret(reader, name, line);
    readOperands(reader, name, line);
  }
}

function operandsOf({ words }: CommandLine): string[][] {
  return words.filter(([first = '']) => !first.startsWith('-') || first === '-');
}

function textOf({ words }: CommandLine): string {
  return words.map(([first = '']) => first).join(' ');
}

function write(reader: ShellReader, values: string[]): void {
  reader.output = values.slice(0, 12);
}

function changeFolder(reader: ShellReader, line: CommandLine): void {
  const targets = operandsOf(line).filter(([first]) => first?.toLowerCase() !== '/d')[0];
  if (!targets) return reader.enter([unknownText], line.isCertain);
  if (targets[0] === '-') return reader.enter(reader.previousFolders, line.isCertain);
  const places = targets.flatMap((target) => reader.placesOf(target));
  for (const place of places) if (isFromRecipe(place) && !leaves(place)) reader.findings.read(place);
  reader.enter(places, line.isCertain);
}

/** A folder above the recipe's is not read as a whole only since a process is in it. */
function leaves(path: string): boolean {
  return /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path);
}

/** What is said may become a file that is read, but a message that only tells where the recipe is, may not. */
function say(reader: ShellReader, line: CommandLine): void {
  for (const value of line.words.flat()) if (/\uE000[\\/]/.test(value)) reader.mention(value);
  write(reader, line.words.filter(([first = '']) => !/^-[neE]+$|%/.test(first)).flat());
}

function loop(reader: ShellReader, { words }: CommandLine): void {
  const [variable = [], keyword = [], ...items] = words;
  if (keyword[0] !== 'in') return;
  const values = items.flat();
  for (const value of values) {
    reader.mention(value);
    if (!isFromRecipe(value)) readPlain(reader, value, true);
  }
  variable.forEach((name) =>
    reader.assign(
      name,
      values.flatMap((value) => reader.placesOf(value)),
    ),
  );
}

function declare(reader: ShellReader, line: CommandLine): void {
  for (const values of line.words) {
    for (const value of values) {
      const [, name, text] = /^([A-Za-z_]\w*)\+?=([^]*)$/.exec(value) ?? [];
      if (name !== undefined) reader.assign(name, [text ?? '']);
    }
  }
}

/** `set NAME=value` of Windows; `set -e` and `set -- $RECIPE_DIR/*` of the others. */
function setVariable(reader: ShellReader, line: CommandLine): void {
  const [first = ''] = line.words[0] ?? [];
  if (first.startsWith('-')) return reader.assign('1', line.words.slice(1).flat());
  const texts = line.words.length > 1 ? [textOf(line)] : (line.words[0] ?? []);
  for (const text of texts) {
    const [, name, value = ''] = /^(?:\/[ap] ?)?([A-Za-z_]\w*)=([^]*)$/i.exec(text) ?? [];
    if (name !== undefined) reader.assign(name, [value]);
  }
}

/** A path as a command of its own runs that file. */
function runFile(reader: ShellReader, path: string, line: CommandLine): void {
  reader.mention(path);
  if (!isFromRecipe(path)) readPlain(reader, path, true);
  passArguments(reader, line.words);
  for (const place of reader.placesOf(path)) reader.findings.follow(place, reader.folders);
}

function passArguments(reader: ShellReader, words: string[][]): void {
  words.slice(0, 9).forEach((values, index) => {
    if (!values.some(isFromRecipe)) return;
    for (const name of [String(index + 1), '@', '*']) reader.assign(name, values);
  });
}

function interpret(reader: ShellReader, name: string, line: CommandLine): void {
  const code = line.words.findIndex(([first = '']) => /^(?:-\w*c|-e|-m|\/c|-E|-P|-f)$/i.test(first));
  const option = line.words[code]?.[0] ?? '';
  if (/^(?:-\w*c|-e|-E|\/c)$/i.test(option) && !/^(?:cmake|make|\.|source)$/.test(name)) {
    for (const text of line.words[code + 1] ?? []) {
      if (shells.test(name)) reader.readInner(text, line.offset, false);
      else codeReads({ ...reader.script, folders: reader.folders }, reader.findings, text, line.offset);
    }
    return passArguments(reader, line.words.slice(code + 2));
  }
  const operands = operandsOf(line);
  passArguments(reader, operands.slice(1));
  const places = (operands[0] ?? []).flatMap((path) => reader.placesOf(path));
  places.forEach((place) => reader.findings.follow(place, reader.folders));
}

function git(reader: ShellReader, line: CommandLine): void {
  const words = line.words.map(([first = '']) => first);
  const named = words.some((word, index) => {
    const isPlace =
      /^--(?:git-dir|work-tree)/.test(word) || /^(?:-C|--git-dir|--work-tree)$/.test(words[index - 1] ?? '');
    return isPlace && line.words[index]?.some(isFromRecipe);
  });
  const copies = words.some((word) => /^(?:clone|fetch|pull|remote|submodule|ls-remote|archive)$/.test(word));
  const isHere = reader.folders.some(isFromRecipe) && !words.includes('-C');
  if (named || isHere || (copies && line.words.flat().some(isFromRecipe))) reader.findings.usesGit = true;
  readOperands(reader, 'git', line);
}

/** Programs that change a text which a pipe brings; true where that text came from the recipe's place. */
function transforms(reader: ShellReader, name: string, line: CommandLine): boolean {
  const piped = line.piped ?? [];
  const changes = piped.some(isFromRecipe) && !piped.every((text) => text.includes(unknownText));
  if (name === 'xargs') {
    const [called = [], ...words] = operandsOf(line);
    runCommand(reader, { ...line, names: called, words: [...words, piped], piped: undefined });
    return true;
  }
  if (!/^(?:sed|tr|awk|gawk|cut|perl|rev|python[\d.]*)$/.test(name)) {
    write(reader, piped);
    return /^(?:head|tail|cat|sort|uniq|tee|wc|grep)$/.test(name) && operandsOf(line).length === 0;
  }
  if (changes && !onlyTurnsSlashes(line)) {
    const message = `What \`${name}\` makes of the path of the recipe's folder is not known.`;
    reader.findings.cannotKnow(reader.script, line.offset, message);
  }
  write(reader, changes && onlyTurnsSlashes(line) ? piped : [unknownText]);
  return changes;
}

function onlyTurnsSlashes({ words }: CommandLine): boolean {
  const text = words.map(([first = '']) => first).join(' ');
  return text.includes('\\') && !/\.\.|[a-zA-Z]{4}/.test(text);
}

function readOperands(reader: ShellReader, name: string, line: CommandLine): void {
  const isWhole = !modest.has(name) && !modest.has(name.toLowerCase());
  if (isWhole) for (const folder of reader.folders) reader.findings.read(folder);
  if (writers.has(name)) return;
  const operands = operandsOf(line);
  const target = copiers.has(name) && operands.length > 1 ? operands.at(-1) : undefined;
  for (const values of line.words) {
    for (const value of values) {
      reader.mention(value);
      if (values === target || isFromRecipe(value)) continue;
      readPlain(reader, value, readers.has(name));
    }
  }
}

/** An operand that does not name the recipe's folder. */
function readPlain(reader: ShellReader, value: string, isReader: boolean): void {
  const included = /^-(?:I|L|isystem)(?=[\\/])/.exec(value)?.[0];
  const path = included === undefined ? value : value.slice(included.length);
  if (isRooted(path)) {
    // A pattern of sed or awk looks like a path.
    if ((isReader || included !== undefined) && !/^\/[^/]*\/[a-z;]*$|[\s|$^()\\]/.test(path))
      reader.findings.read(path);
  } else if (!path.startsWith('-')) {
    for (const folder of reader.folders) {
      if (folder !== unknownText && path !== '') reader.findings.readFrom([folder], path);
    }
  }
}

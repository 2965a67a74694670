import { codeReads } from './code-reads';
import { mentionsInCode } from './code-words';
import { filePathOfUrl, isRooted, unknownText } from './local-path';
import { isFromRecipe } from './script-values';
import type { CommandLine, ShellProcess } from './shell-process';

const set = (names: string): Set<string> => new Set(names.split(' '));

/** Commands that read only their operands. */
const modest = set(
  '. source cat cp mv ls head tail mkdir rm rmdir touch sed grep egrep fgrep awk gawk install ln test [ [[ set unset ' +
    'chmod rsync tar unzip gunzip xz patch diff cmp wc sort uniq exit return read true false : tee which sleep date ' +
    'uname copy xcopy robocopy type call exist not case in select function trap shift break continue cut tr xargs ' +
    'bash sh zsh dash ksh cygpath del md rd move ren setlocal endlocal goto errorlevel defined stat file ' +
    'md5sum sha256sum let umask ulimit wait kill alias if fi done esac',
);
/** Commands whose operands are not files. */
const silent = set(
  'exit return shift break continue trap sleep date uname umask ulimit wait kill alias set unset let true false :',
);
/** Commands that read their absolute operands. */
const readers = set(
  '. source cat cp mv ls head tail sed grep egrep fgrep awk gawk install ln test [ [[ rsync tar unzip gunzip xz patch ' +
    'diff cmp wc sort bash sh zsh dash ksh python python3 perl node ruby R Rscript lua find stat file md5sum ' +
    'sha256sum for in',
);
/** Commands that write to their last operand. */
const copiers = set('cp mv install ln rsync copy xcopy robocopy move');
/** Commands that only write or remove their operands. */
const writers = set('mkdir rm rmdir touch tee del md rd chmod');
/** Commands whose first operand is a pattern, which may look like a path. */
const matchers = set('sed grep egrep fgrep awk gawk');

/** The words of a command that are not options. */
export function operandsOf({ words }: CommandLine): string[][] {
  return words.filter(([first = '']) => !first.startsWith('-') || first === '-');
}

/** The reads of a command without a rule of its own. */
export function readOperands(reader: ShellProcess, name: string, line: CommandLine): void {
  if (!modest.has(name) && !modest.has(name.toLowerCase())) readFolders(reader);
  if (writers.has(name) || silent.has(name)) return;
  const unread = unreadOperand(name, line);
  const isReader = reader.isBatch || readers.has(name);
  for (const values of line.words) {
    for (const value of values) readWord(reader, value, line.offset);
    if (values !== unread) values.filter(isPlain).forEach((value) => readPlain(reader, value, isReader));
  }
}

/** Other commands may read anything in their current folder. */
function readFolders(reader: ShellProcess): void {
  for (const folder of reader.folders) reader.findings.read(folder);
}

function readWord(reader: ShellProcess, value: string, offset: number): void {
  reader.mention(value);
  if (mentionsInCode(value)) codeReads(reader.here(), reader.findings, value, offset);
}

function isPlain(value: string): boolean {
  return !isFromRecipe(value);
}

function unreadOperand(name: string, line: CommandLine): string[] | undefined {
  const operands = operandsOf(line);
  const isInFile = line.words.some(([first]) => first === '-f');
  if (matchers.has(name)) return isInFile ? undefined : operands[0];
  return copiers.has(name) && operands.length > 1 ? operands.at(-1) : undefined;
}

/**
 * Reads a word that does not name the recipe's folder.
 * @param isReader true if an absolute path must be a file that is read
 */
export function readPlain(reader: ShellProcess, value: string, isReader: boolean): void {
  const included = /^-(?:I|L|isystem)(?=[\\/])/.exec(value)?.[0] ?? '';
  const path = filePathOfUrl(value) ?? value.slice(included.length);
  if (!isRooted(path)) return readRelative(reader, path);
  const isOption = reader.isBatch && path.startsWith('/');
  const isPath = !isOption && !/[\s|$^()]/.test(path);
  if (isPath && (isReader || path !== value)) reader.findings.read(path);
}

function readRelative(reader: ShellProcess, path: string): void {
  if (path === '' || path.startsWith('-')) return;
  const folders = reader.folders.filter((folder) => folder !== unknownText);
  reader.findings.readFrom(folders, path);
}

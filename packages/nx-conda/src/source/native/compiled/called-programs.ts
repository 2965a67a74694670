import { nodesIn, textOf } from '../../python/calls';
import type { Call, Expression } from '../../python/syntax';
import type { BuildFile } from '../../python-project/build-code';

/** A program that build code starts. */
export interface CalledProgram {
  /** `make` */
  name: string;
  /** `setup.py:12`, or `setup.py` if the line is unknown. */
  place: string;
  /** The words after it, as far as they are constant: `--libs`, `libzstd`. */
  words: string[];
  /** False if code only looks for it, or names it in a list, or calls a function that may do something else. */
  isStarted: boolean;
}

/** The calls of subprocess, os, setuptools' commands (`self.spawn`) and sh that start a program. */
const STARTS =
  /^(run|call|check_call|check_output|Popen|system|popen|spawn|getoutput|getstatusoutput|exec_command)$/;
/** A build that looks for a program most often starts it later, by a variable. */
const SEEKS = /^(which|find_executable|find_program)$/;
const NAME = /^[A-Za-z][\w.+-]{0,39}$/;
const MAX_CALLS = 200;

export function calledPrograms(files: readonly BuildFile[]): CalledProgram[] {
  return files.flatMap(programsIn).slice(0, MAX_CALLS);
}

function programsIn(file: BuildFile): CalledProgram[] {
  const nodes = nodesIn(file.statements) as Expression[];
  const calls = nodes.filter((node): node is Call => node.kind === 'call');
  return [
    ...calls.flatMap((call) => commandsOf(call).map((words) => ({ words, isStarted: startsFor(call) }))),
    // `command = ["make", "-C", "src"]`
    ...nodes.flatMap((node) => listedIn(node)).map((words) => ({ words, isStarted: false })),
  ].flatMap(({ words: [name = '', ...words], isStarted }) =>
    NAME.test(name) ? [{ name, words, isStarted, place: placeOf(file, name) }] : [],
  );
}

/** Each program with its words. */
function commandsOf({ callee, args }: Call): string[][] {
  const called = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  const [first] = args;
  const text = textOf(first);
  if (SEEKS.test(called)) return text === undefined ? [] : [[text]];
  if (!STARTS.test(called) || !first) return [];
  return text === undefined ? [wordsOf(first)] : commandsIn(text);
}

/** `subprocess.run`, `os.system`, `self.spawn`; `check_call` is a name of subprocess alone. */
function startsFor({ callee }: Call): boolean {
  if (callee.kind === 'name') return /^(check_call|check_output|Popen|getoutput)$/.test(callee.name);
  if (callee.kind !== 'attribute' || SEEKS.test(callee.name)) return false;
  return callee.of.kind === 'name' && /^(subprocess|subp|sp|os|self)$/.test(callee.of.name);
}

/** `./autogen.sh && make -j4 && sudo make install` */
function commandsIn(text: string): string[][] {
  const parts = text.slice(0, MAX_TEXT).split(/&&|\|\||[;|\n]/);
  return parts.map((part) =>
    part
      .trim()
      .split(/\s+/)
      .filter((word) => !/^(sudo|exec|\w+=.*)$/.test(word)),
  );
}

const MAX_TEXT = 2000;

/** The constant texts of a list; a variable as the first item is unknown. */
function wordsOf(node: Expression): string[] {
  if (node.kind === 'binary') return wordsOf(node.left);
  if (node.kind !== 'list') return [];
  const [first, ...rest] = node.items;
  const name = textOf(first);
  return name === undefined ? [] : [name, ...rest.flatMap((item) => textOf(item) ?? [])];
}

const COMMAND_NAMES = /(^|_)(cmd|command|args?|cmdline|call)s?$/i;

function listedIn(node: object): string[][] {
  const { kind, targets, value } = node as { kind?: string; targets?: Expression[]; value?: Expression };
  const [target] = targets ?? [];
  const isCommand = kind === 'assign' && target?.kind === 'name' && COMMAND_NAMES.test(target.name);
  if (!isCommand || !value) return [];
  const words = wordsOf(value);
  // `args = ["name"]` may be anything.
  return words.length > 1 ? [words] : [];
}

/** The first line with the program as a whole word in a string. */
function placeOf({ name: file, text }: BuildFile, program: string): string {
  const line = text
    .split('\n')
    .findIndex((one) => !/^\s*#/.test(one) && ['"', "'"].some((quote) => one.includes(`${quote}${program}`)));
  return line < 0 ? file : `${file}:${line + 1}`;
}

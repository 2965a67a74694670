/** One command of a script. */
export interface Step {
  /** Its words, without quotes, variables before the command, and keywords such as `then`. */
  words: string[];
  /** As written. */
  text: string;
  /** Offset of the command in the script. */
  start: number;
  /** Whether it may not run: in a branch, a loop or a function, or after `||`. */
  isConditional: boolean;
}

/** A script with more characters is not followed. */
const LONGEST_SCRIPT = 100_000;
const OPENING = /^(if|for|while|until|case|select|function|\{|\w+\(\))$/;
const CLOSING = /^(fi|done|esac|\})$/;
const BESIDE = /^(then|else|do|elif|\{|!|time|command|exec)$/;

/**
 * The commands of a shell or batch script, roughly: where its structure is unclear, a command is conditional.
 * @param commands without comments, at the places that they have in the script
 */
export function stepsOf(commands: string, isBatch = false): Step[] {
  if (commands.length > LONGEST_SCRIPT) return [];
  let depth = 0;
  const steps: Step[] = [];
  for (const { 0: text, index } of commands.matchAll(/(?:\\\r?\n|(?<!&)&(?!&)|[^\n;&])+/g)) {
    const { words, opened, closed } = isBatch ? batchWordsOf(text) : wordsOf(text);
    depth += opened;
    const first = words[0] ?? '';
    const start = index + Math.max(0, text.indexOf(first));
    const isOpen =
      depth > 0 || opened > 0 || /^\s*(@?if|for|:\w)\b/i.test(text) || /\|\||^\s*[(]|<</.test(text);
    if (first !== '') steps.push({ words, text: text.trim(), start, isConditional: isOpen });
    depth = Math.max(0, depth - closed);
  }
  return steps;
}

function wordsOf(text: string): { words: string[]; opened: number; closed: number } {
  const plain = text
    .replace(/\\\r?\n/g, ' ')
    .replace(/\$\{\{[^\n]*?\}\}/g, (part) => part.replace(/\s/g, ''));
  const words = (plain.match(/(?:"[^"\n]*"|'[^'\n]*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replace(/["']/g, ''),
  );
  let opened = 0;
  let closed = 0;
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index] ?? '';
    if (OPENING.test(word)) opened++;
    else if (CLOSING.test(word)) closed++;
    else if (!BESIDE.test(word) && !isPrefix(word)) break;
  }
  return { words: words.slice(index), opened, closed };
}

/** `CC=gcc` before a command, a block scalar's `|`, a dash of YAML, or a `@` of a batch file. */
function isPrefix(word: string): boolean {
  return /^\w+=(?!.*(?:\$\(|`))/.test(word) || /^[|>][+-]?\d?$/.test(word) || word === '@';
}

/** A batch file opens a branch with a bracket at the end of a line. */
function batchWordsOf(text: string): { words: string[]; opened: number; closed: number } {
  const opened = /\(\s*$/.test(text) ? 1 : 0;
  const closed = /^\s*\)/.test(text) ? 1 : 0;
  const words = text.replace(/[()]/g, ' ').match(/(?:"[^"\n]*"|[^\s"])+/g) ?? [];
  return { words: words.map((word) => word.replace(/"/g, '').replace(/^@/, '')), opened, closed };
}

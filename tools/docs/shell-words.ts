/** One command of a shell block. */
export interface ShellCommand {
  /** Without assignments before it and without redirections. */
  words: string[];
  /** Line in the text, from 0. */
  line: number;
}

const PLACEHOLDER = /<[\w][\w -]*>/y;
const ASSIGNMENT = /^\w+=/;

/** Splits a block into commands, as a shell does; `<name>` is a placeholder, not a redirection. */
export function shellCommands(block: string): ShellCommand[] {
  return new Reader(block).commands();
}

class Reader {
  private at = 0;
  private line = 0;
  private words: string[] = [];
  private word: string | undefined;
  private start = 0;
  private readonly found: ShellCommand[] = [];

  constructor(private readonly text: string) {}

  commands(): ShellCommand[] {
    while (this.at < this.text.length) this.step();
    this.endCommand();
    return this.found;
  }

  private step(): void {
    const placeholder = this.match(PLACEHOLDER);
    if (placeholder !== undefined) return this.add(placeholder);
    if (this.match(/\\\n/y) !== undefined) return void this.line++;
    if (this.word === undefined && this.match(/#[^\n]*/y) !== undefined) return;
    const quoted = this.match(/'[^']*'|"(?:[^"\\]|\\.)*"/y);
    if (quoted !== undefined) return this.add(quoted.slice(1, -1));
    // The file is no argument.
    if (this.match(/\d?>{1,2} *[^\s&|;]+/y) !== undefined) return;
    const end = this.match(/&&|\|\||[|;\n]/y);
    if (end !== undefined) return this.endCommand(end === '\n');
    if (this.match(/[ \t]+/y) !== undefined) return this.endWord();
    this.add(this.text[this.at++] ?? '');
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [matched] = pattern.exec(this.text) ?? [];
    this.at += matched?.length ?? 0;
    return matched;
  }

  private add(text: string): void {
    if (this.words.length === 0 && this.word === undefined) this.start = this.line;
    this.word = (this.word ?? '') + text;
  }

  private endWord(): void {
    if (this.word !== undefined) this.words.push(this.word);
    this.word = undefined;
  }

  private endCommand(isLineEnd = false): void {
    this.endWord();
    const first = this.words.findIndex((word) => !ASSIGNMENT.test(word));
    if (first >= 0) this.found.push({ words: this.words.slice(first), line: this.start });
    this.words = [];
    if (isLineEnd) this.line++;
  }
}

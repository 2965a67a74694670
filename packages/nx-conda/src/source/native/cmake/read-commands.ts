/** An argument of a command: text of CMake, with its variables still in it. */
export interface Argument {
  text: string;
  /** Quoted and bracket arguments are never names of variables; bracket arguments have no variables. */
  kind: 'plain' | 'quoted' | 'bracket';
}

/** A command of a CMake file: `find_package(ZLIB REQUIRED)`. */
export interface Command {
  /** In lower case. */
  name: string;
  /** Parentheses within the arguments are arguments of their own. */
  args: Argument[];
  /** 1-based. */
  line: number;
}

/** More than any real file has. */
const MAX_COMMANDS = 10_000;
const MAX_ARGUMENTS = 5000;

const SPACE = /\s+/y;
const LINE_COMMENT = /#[^\n]*/y;
const BRACKET = /\[=*\[/y;
const QUOTED = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?/y;
/** A quote within an unquoted argument is part of it: `-Da="b c"`. */
const PLAIN = /(?:[^\s()#"\\]|\\[\s\S]|"[^"\n]*")(?:[^\s()#"\\]|\\[\s\S]|"[^"\n]*")*/y;
const IDENTIFIER = /[A-Za-z_]\w*/y;

/** The commands of a CMake file, without comments. Reads on after a syntax error. */
export function readCommands(text: string): Command[] {
  return new CommandReader(text).commands();
}

/** The words of a condition within a text, as in `cmake_dependent_option`. */
export function argumentsIn(text: string): Argument[] {
  const words = text.slice(0, 1000).matchAll(/[()]|[^\s()]+/g);
  return [...words].map(([word]) => ({ text: word, kind: 'plain' }));
}

class CommandReader {
  private at = 0;
  private line = 1;
  private counted = 0;

  constructor(private readonly text: string) {}

  commands(): Command[] {
    const commands: Command[] = [];
    while (commands.length < MAX_COMMANDS && this.skipsToToken()) {
      const name = this.take(IDENTIFIER);
      if (name === undefined) {
        this.at += 1;
        continue;
      }
      const line = this.lineHere();
      this.skipsToToken();
      if (this.text[this.at] !== '(') continue;
      this.at += 1;
      commands.push({ name: name.toLowerCase(), args: this.args(), line });
    }
    return commands;
  }

  /** Up to the closing parenthesis, which it consumes. */
  private args(): Argument[] {
    const args: Argument[] = [];
    let depth = 0;
    while (this.skipsToToken()) {
      const next = this.text[this.at];
      if (next === ')' && depth === 0) {
        this.at += 1;
        break;
      }
      const argument = this.argument();
      if (argument.text === '(' && argument.kind === 'plain') depth += 1;
      if (argument.text === ')' && argument.kind === 'plain') depth -= 1;
      if (args.length < MAX_ARGUMENTS) args.push(argument);
    }
    return args;
  }

  private argument(): Argument {
    const bracket = this.take(BRACKET);
    if (bracket !== undefined) return { text: this.untilEndOf(bracket), kind: 'bracket' };
    const quoted = this.take(QUOTED);
    if (quoted !== undefined) return { text: unescaped(quoted.replace(/^"|"$/g, '')), kind: 'quoted' };
    const plain = this.take(PLAIN);
    if (plain !== undefined) return { text: unescaped(plain), kind: 'plain' };
    this.at += 1;
    return { text: this.text[this.at - 1] ?? '', kind: 'plain' };
  }

  /** Skips spaces and comments; false at the end of the text. */
  private skipsToToken(): boolean {
    for (;;) {
      this.take(SPACE);
      if (this.text[this.at] !== '#') return this.at < this.text.length;
      this.at += 1;
      const bracket = this.take(BRACKET);
      if (bracket !== undefined) this.untilEndOf(bracket);
      else {
        this.at -= 1;
        this.take(LINE_COMMENT);
      }
    }
  }

  /** The text up to `]]`, or `]=]` of the same length; the rest of the file if it has no end. */
  private untilEndOf(bracket: string): string {
    const end = bracket.replaceAll('[', ']');
    const found = this.text.indexOf(end, this.at);
    const stop = found < 0 ? this.text.length : found;
    const inner = this.text.slice(this.at, stop);
    this.at = Math.min(stop + end.length, this.text.length);
    return inner;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Counts only what is new since the last call. */
  private lineHere(): number {
    for (; this.counted < this.at; this.counted++) if (this.text[this.counted] === '\n') this.line += 1;
    return this.line;
  }
}

function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(\r?\n|[^A-Za-z0-9;$])/g, (_all, one: string) => (/\n/.test(one) ? '' : one))
    : text;
}

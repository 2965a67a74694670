/** A part of a word of a script. */
export type WordPart =
  | { kind: 'text'; text: string }
  /** `$NAME`, `${NAME...}` with what follows the name, `%NAME%`. */
  | { kind: 'variable'; name: string; modifier: string }
  /** `$(...)` or the same in backticks. */
  | { kind: 'command'; text: string }
  /** `${{ ... }}` */
  | { kind: 'template'; text: string }
  /** `*`, `?`, `[`, `{`, `~`, arithmetic: text that the shell makes up. */
  | { kind: 'unknown' };

export interface ShellWord {
  parts: WordPart[];
  /** In UTF-16 units of the text. */
  offset: number;
}

/** A word, an operator such as `;`, `|`, `>`, `(`, or the body of a here-document. */
export type ShellToken =
  | { kind: 'word'; word: ShellWord }
  | { kind: 'operator'; operator: string; offset: number }
  | { kind: 'document'; text: string; offset: number };

const operator = /(?:\d?>>?[|&]?|&>>?|<<<|<<-?|\d?<[&>]?|&&|\|\||\|&|;;&?|[;|&()\n])/y;
const plain = /[^\s\\'"$`*?[\]{}~;|&()<>%#]+/y;
const variable = /\$(?:([A-Za-z_]\w*)|([0-9@*#?$!-]))/y;
const template = /\$\{\{/y;
const variableInBraces = /\$\{[!#]?([A-Za-z_]\w*|[0-9@*])/y;
const reference = /\$env:([A-Za-z_]\w*)/iy;

/** Splits a POSIX shell script into words and operators, in one pass; never throws. */
export function shellTokens(text: string): ShellToken[] {
  return new ShellLexer(text).tokens();
}

class ShellLexer {
  private at = 0;
  private parts: WordPart[] = [];
  private isWord = false;
  private wordStart = 0;
  private readonly found: ShellToken[] = [];
  private documents: { delimiter: string; stripped: boolean }[] = [];
  /** Brackets that are known not to close before the end: they are looked for once. */
  private readonly unclosed = new Set<string>();

  constructor(private readonly text: string) {}

  tokens(): ShellToken[] {
    while (this.at < this.text.length) this.step();
    this.endWord();
    return this.found;
  }

  private step(): void {
    const character = this.text[this.at] ?? '';
    if (character === ' ' || character === '\t' || character === '\r') {
      this.endWord();
      this.at++;
    } else if (character === '#' && !this.isWord) {
      this.skipTo('\n');
    } else if (this.isOperator(character)) {
      this.readOperator();
    } else {
      this.beginWord();
      this.readPart(character);
    }
  }

  private isOperator(character: string): boolean {
    if (/[;|&()<>\n]/.test(character)) return true;
    return !this.isWord && /\d/.test(character) && /[<>]/.test(this.text[this.at + 1] ?? '');
  }

  private readOperator(): void {
    this.endWord();
    const offset = this.at;
    const found = this.match(operator) ?? this.text[this.at++] ?? '';
    if (found === '<<' || found === '<<-') {
      this.beginDocument(found === '<<-');
      return;
    }
    this.found.push({ kind: 'operator', operator: found.replace(/^\d/, ''), offset });
    if (found === '\n') this.readDocuments();
  }

  private beginDocument(stripped: boolean): void {
    const [, quoted, bare] =
      this.matchAll(/[ \t]{0,20}(?:["']([^"'\n]{1,200})["']|\\?([^\s;|&<>()]{1,200}))/y) ?? [];
    const delimiter = quoted ?? bare;
    if (delimiter !== undefined) this.documents.push({ delimiter, stripped });
  }

  private readDocuments(): void {
    for (const { delimiter, stripped } of this.documents) {
      const offset = this.at;
      let end = this.text.length;
      while (this.at < this.text.length) {
        const start = this.at;
        this.skipTo('\n');
        const line = this.text.slice(start, this.at).replace(/\r$/, '');
        this.at++;
        if ((stripped ? line.replace(/^\t+/, '') : line) !== delimiter) continue;
        end = start;
        break;
      }
      this.at = Math.min(this.at, this.text.length);
      this.found.push({ kind: 'document', text: this.text.slice(offset, end), offset });
    }
    this.documents = [];
  }

  private readPart(character: string): void {
    if (character === '\\') this.readEscape();
    else if (character === "'") this.readQuoted();
    else if (character === '"') this.readDoubleQuoted();
    else if (character === '$' || character === '`') this.readExpansion();
    else if (/[*?[\]{}~]/.test(character)) this.readMadeUp();
    else this.add(this.match(plain) ?? this.text[this.at++] ?? '');
  }

  /** `{` and `}` alone are words of the shell. */
  private readMadeUp(): void {
    const character = this.text[this.at++] ?? '';
    const isAlone = this.parts.length === 0 && /^(?:[\s;]|$)/.test(this.text[this.at] ?? '');
    if (isAlone || character === ']' || character === '}') this.add(character);
    else this.parts.push({ kind: 'unknown' });
  }

  private readEscape(): void {
    const next = this.text[this.at + 1] ?? '';
    this.at += 2;
    if (next === '\r' && this.text[this.at] === '\n') this.at++;
    // On Windows the same text may be a path.
    else if (next !== '\n') this.add(/[\w.]/.test(next) ? `\\${next}` : next);
  }

  private readQuoted(): void {
    const end = this.text.indexOf("'", this.at + 1);
    const stop = end < 0 ? this.text.length : end;
    this.addTemplates(this.text.slice(this.at + 1, stop));
    this.at = stop + 1;
  }

  /** rattler-build replaces its templates before the shell reads the text. */
  private addTemplates(text: string): void {
    const pieces = text.split(/(\$\{\{[^{}]{0,500}\}\})/);
    for (const piece of pieces) {
      if (piece.startsWith('${{')) this.parts.push({ kind: 'template', text: piece });
      else this.add(piece);
    }
  }

  private readDoubleQuoted(): void {
    this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      const character = this.text[this.at] ?? '';
      if (character === '\\' && /["\\$`\n]/.test(this.text[this.at + 1] ?? '')) {
        const next = this.text[this.at + 1] ?? '';
        if (next !== '\n') this.add(next);
        this.at += 2;
      } else if (character === '$' || character === '`') this.readExpansion();
      else this.add(this.match(/[^"\\$`]+/y) ?? this.text[this.at++] ?? '');
    }
    this.at++;
  }

  private readExpansion(): void {
    if (this.text[this.at] === '`') return this.readBackticks();
    if (this.peek(template)) return this.readTemplate();
    const [, name, special] = this.matchAll(reference) ?? this.matchAll(variable) ?? [];
    if (name !== undefined || special !== undefined) {
      this.parts.push({ kind: 'variable', name: name ?? special ?? '', modifier: '' });
    } else if (this.text.startsWith('$((', this.at)) {
      this.skipBrackets('(', ')', 1);
      this.parts.push({ kind: 'unknown' });
    } else if (this.text[this.at + 1] === '(') this.readSubstitution();
    else if (this.text[this.at + 1] === '{') this.readBraces();
    else this.add(this.text[this.at++] ?? '');
  }

  private readBackticks(): void {
    const end = this.text.indexOf('`', this.at + 1);
    const stop = end < 0 ? this.text.length : end;
    this.parts.push({ kind: 'command', text: this.text.slice(this.at + 1, stop).replaceAll('\\', '') });
    this.at = stop + 1;
  }

  private readTemplate(): void {
    const end = this.text.indexOf('}}', this.at);
    const stop = end < 0 ? this.text.length : end + 2;
    this.parts.push({ kind: 'template', text: this.text.slice(this.at, stop) });
    this.at = stop;
  }

  private readSubstitution(): void {
    const inner = this.skipBrackets('(', ')', 1);
    if (inner === undefined) this.add('$');
    else this.parts.push({ kind: 'command', text: inner });
  }

  private readBraces(): void {
    const [start, name = ''] = this.peek(variableInBraces) ?? [];
    const inner = start === undefined ? undefined : this.skipBrackets('{', '}', 1);
    if (start === undefined || inner === undefined) this.add(this.text[this.at++] ?? '');
    else {
      const modifier = /^\$\{[!#]/.test(start) ? start.slice(2, 3) : inner.slice(name.length);
      this.parts.push({ kind: 'variable', name, modifier });
    }
  }

  /** The text inside of brackets that open `before` characters from here; undefined, and no step, where they do not close. */
  private skipBrackets(open: string, close: string, before: number): string | undefined {
    if (this.unclosed.has(open)) return this.passOver();
    let depth = 0;
    let quote = '';
    for (let at = this.at + before; at < this.text.length; at++) {
      const character = this.text[at] ?? '';
      if (character === '\\') at++;
      else if (quote !== '') quote = character === quote ? '' : quote;
      else if (open === '(' && (character === "'" || character === '"')) quote = character;
      else if (character === open) depth++;
      else if (character === close && --depth === 0) {
        const inner = this.text.slice(this.at + before + 1, at);
        this.at = at + 1;
        return inner;
      }
    }
    this.unclosed.add(open);
    return this.passOver();
  }

  private passOver(): undefined {
    this.at++;
  }

  private beginWord(): void {
    if (!this.isWord) this.wordStart = this.at;
    this.isWord = true;
  }

  private endWord(): void {
    if (this.isWord) this.found.push({ kind: 'word', word: { parts: this.parts, offset: this.wordStart } });
    this.parts = [];
    this.isWord = false;
  }

  private add(text: string): void {
    const last = this.parts.at(-1);
    if (last?.kind === 'text') last.text += text;
    else this.parts.push({ kind: 'text', text });
  }

  private skipTo(character: string): void {
    const end = this.text.indexOf(character, this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  private match(pattern: RegExp): string | undefined {
    return this.matchAll(pattern)?.[0];
  }

  private matchAll(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.peek(pattern);
    if (found) this.at += found[0].length;
    return found;
  }

  private peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }
}

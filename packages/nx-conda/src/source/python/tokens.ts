import { endOfFormat } from './end-of-format';

export interface Token {
  kind: 'name' | 'number' | 'string' | 'operator' | 'newline' | 'indent' | 'dedent' | 'end';
  /** As written; for a string, its value. */
  text: string;
  /** An f-string: `text` includes its braces. */
  isFormat?: boolean;
}

const STRING = /([rbuf]{0,2})('''|"""|'|")/iy;
const PLAIN =
  /([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|(\d[\w.]*|\.\d\w*)|(\*\*=?|\/\/=?|<<=?|>>=?|[-+*/%@&|^]=|==|!=|<=|>=|->|:=|[^\s])/y;
const SPACE = /(?:[ \t\f\r]+|\\\r?\n|#[^\n]*)+/y;
const INDENT = /[ \t\f]*/y;
const BLANK = /[ \t\f\r]*(?:#[^\n]*)?(?:\n|$)/y;

/** The tokens of a Python source; never fails: invalid Python becomes operators. */
export function tokenize(source: string): Token[] {
  return new Tokenizer(source).all();
}

class Tokenizer {
  private at = 0;
  private depth = 0;
  private readonly indents = [0];
  private readonly tokens: Token[] = [];

  constructor(private readonly source: string) {}

  all(): Token[] {
    this.startLine();
    while (this.at < this.source.length) this.next();
    this.push('newline', '');
    this.closeIndents(0);
    this.push('end', '');
    return this.tokens;
  }

  private next(): void {
    if (this.match(SPACE)) return;
    if (this.source[this.at] === '\n') return this.endLine();
    const string = this.match(STRING);
    if (string) return this.string(string[1] ?? '', string[2] ?? '');
    this.plain(this.match(PLAIN));
  }

  private plain(match: RegExpExecArray | undefined): void {
    // A character that no expression matches, such as a control character.
    if (!match) return void this.at++;
    const [text, name, number] = match;
    this.changeDepth(text);
    this.push(name !== undefined ? 'name' : number !== undefined ? 'number' : 'operator', text);
  }

  private changeDepth(text: string): void {
    if ('([{'.includes(text)) this.depth++;
    if (')]}'.includes(text)) this.depth = Math.max(0, this.depth - 1);
  }

  private endLine(): void {
    this.at++;
    if (this.depth > 0) return;
    this.push('newline', '\n');
    this.startLine();
  }

  private startLine(): void {
    while (this.at < this.source.length && this.match(BLANK));
    const [spaces = ''] = this.match(INDENT) ?? [];
    const width = spaces.replace(/\t/g, '        ').length;
    if (width > this.indent()) {
      this.indents.push(width);
      this.push('indent', '');
    }
    this.closeIndents(width);
  }

  private closeIndents(width: number): void {
    while (width < this.indent()) {
      this.indents.pop();
      this.push('dedent', '');
    }
  }

  private indent(): number {
    return this.indents.at(-1) ?? 0;
  }

  private string(prefix: string, quote: string): void {
    const start = this.at;
    const isFormat = /f/i.test(prefix);
    const end = (isFormat ? endOfFormat(this.source, start, quote) : undefined) ?? this.endOfString(quote);
    this.at = Math.min(end + quote.length, this.source.length);
    const written = this.source.slice(start, end);
    const text = /r/i.test(prefix) ? written : unescape(written);
    this.tokens.push({ kind: 'string', text, ...(isFormat && { isFormat }) });
  }

  private endOfString(quote: string): number {
    let end = this.at;
    while (end < this.source.length && !this.source.startsWith(quote, end)) {
      if (quote.length === 1 && this.source[end] === '\n') return end;
      end += this.source[end] === '\\' ? 2 : 1;
    }
    return Math.min(end, this.source.length);
  }

  private push(kind: Token['kind'], text: string): void {
    this.tokens.push({ kind, text });
  }

  private match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const match = expression.exec(this.source);
    if (!match || match[0] === '') return undefined;
    this.at = expression.lastIndex;
    return match;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

function unescape(text: string): string {
  return text.replace(/\\([\s\S])/g, (written, character: string) => ESCAPES[character] ?? written);
}

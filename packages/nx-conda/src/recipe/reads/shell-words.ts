import { endOfDocument, type HereDocument } from './here-document';
import { bracketEnd } from './shell-brackets';
import type { ShellToken, ShellWord } from './shell-token';
import { TextCursor } from './text-cursor';
import { readTexts, type WordPart } from './word-parts';

const operator = /(?:\d?>>?[|&]?|&>>?|<<<|<<-?|\d?<[&>]?|&&|\|\||\|&|;;&?|[;|&()\n])/y;
const delimiter = /[ \t]{0,20}(?:["']([^"'\n]{1,200})["']|\\?([^\s;|&<>()]{1,200}))/y;
const plain = /[^\s\\'"$`*?[\]{}~;|&()<>#]+/y;
const quoted = /[^"\\$`]+/y;
const variable = /\$(?:env:([A-Za-z_]\w*)|([A-Za-z_]\w*|[0-9@*#?$!-]))/y;
const variableInBraces = /\$\{([!#]?)([A-Za-z_]\w*|[0-9@*])/y;
const choices = /\{([^{}\s"'`]{0,200},[^{}\s"'`]{0,200})\}/y;
const maxChoices = 16;

/** Splits a POSIX shell script into words and operators, in one pass; never throws. */
export function shellTokens(text: string): ShellToken[] {
  return new ShellLexer(text).tokens();
}

class ShellLexer extends TextCursor {
  private word: ShellWord | undefined;
  private readonly found: ShellToken[] = [];
  private documents: HereDocument[] = [];
  /** Brackets known not to close before the end: searched only once. */
  private readonly unclosed = new Set<string>();

  tokens(): ShellToken[] {
    while (this.at < this.text.length) this.step(this.text[this.at] ?? '');
    this.endWord();
    return this.found;
  }

  private step(character: string): void {
    if (/[ \t\r]/.test(character)) {
      this.endWord();
      this.at++;
    } else if (character === '#' && !this.word) this.skipLine();
    else if (this.isOperator(character)) this.readOperator();
    else this.readPart(character);
  }

  private isOperator(character: string): boolean {
    if (/[;|&()<>\n]/.test(character)) return true;
    return !this.word && /\d/.test(character) && /[<>]/.test(this.text[this.at + 1] ?? '');
  }

  private readOperator(): void {
    this.endWord();
    const offset = this.at;
    const found = this.match(operator)?.[0] ?? this.text[this.at++] ?? '';
    if (found === '<<' || found === '<<-') {
      const [, inQuotes, bare] = this.match(delimiter) ?? [];
      const end = inQuotes ?? bare;
      if (end !== undefined) this.documents.push({ delimiter: end, stripped: found === '<<-' });
      return;
    }
    this.found.push({ kind: 'operator', operator: found.replace(/^\d/, ''), offset });
    if (found === '\n') this.readDocuments();
  }

  private readDocuments(): void {
    for (const document of this.documents) {
      const offset = this.at;
      const { stop, next } = endOfDocument(this.text, offset, document);
      this.at = next;
      this.found.push({ kind: 'document', text: this.text.slice(offset, stop), offset });
    }
    this.documents = [];
  }

  private readPart(character: string): void {
    const parts = this.parts();
    if (character === '\\') this.readEscape();
    else if (character === "'") this.readQuoted();
    else if (character === '"') this.readDoubleQuoted();
    else if (character === '$' || character === '`') this.readExpansion(character);
    else if (/[*?[\]{}~]/.test(character)) this.readMadeUp(parts, character);
    else this.add(this.match(plain)?.[0] ?? this.take());
  }

  /** `{` and `}` alone are words of the shell, and closing ones are literal without an opening one. */
  private readMadeUp(parts: WordPart[], character: string): void {
    const [, inner] = this.match(choices) ?? [];
    if (inner !== undefined) {
      parts.push({ kind: 'choices', texts: inner.split(',').slice(0, maxChoices) });
      return;
    }
    this.at++;
    const isAlone = parts.length === 0 && /^(?:[\s;]|$)/.test(this.text[this.at] ?? '');
    if (isAlone || character === ']' || character === '}') this.add(character);
    else parts.push({ kind: 'unknown' });
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
    this.parts().push(...readTexts(this.text.slice(this.at + 1, stop)));
    this.at = stop + 1;
  }

  private readDoubleQuoted(): void {
    this.at++;
    for (let next = this.text[this.at]; next !== undefined && next !== '"'; next = this.text[this.at]) {
      if (next === '\\') this.readQuotedEscape();
      else if (next === '$' || next === '`') this.readExpansion(next);
      else this.add(this.match(quoted)?.[0] ?? this.take());
    }
    this.at++;
  }

  private readQuotedEscape(): void {
    const next = this.text[this.at + 1] ?? '';
    const isEscape = /["\\$`\n]/.test(next);
    if (next !== '\n') this.add(isEscape ? next : `\\${next}`);
    this.at += 2;
  }

  private readExpansion(character: string): void {
    if (character === '`') return this.readBackticks();
    if (this.text.startsWith('${{', this.at)) return this.readTemplate();
    const [, inEnvironment, name] = this.match(variable) ?? [];
    const bare = inEnvironment ?? name;
    if (bare !== undefined) this.parts().push({ kind: 'variable', name: bare, modifier: '' });
    else if (this.text[this.at + 1] === '(') this.readSubstitution();
    else if (this.text[this.at + 1] === '{') this.readBraces();
    else this.add(this.take());
  }

  private readBackticks(): void {
    const end = this.text.indexOf('`', this.at + 1);
    const stop = end < 0 ? this.text.length : end;
    this.parts().push({ kind: 'command', text: this.text.slice(this.at + 1, stop).replaceAll('\\', '') });
    this.at = stop + 1;
  }

  private readTemplate(): void {
    const end = this.text.indexOf('}}', this.at);
    const stop = end < 0 ? this.text.length : end + 2;
    this.parts().push({ kind: 'template', text: this.text.slice(this.at, stop) });
    this.at = stop;
  }

  private readSubstitution(): void {
    const isNumber = this.text.startsWith('$((', this.at);
    const inner = this.readBracket('(');
    if (inner === undefined) this.add(this.take());
    else this.parts().push(isNumber ? { kind: 'unknown' } : { kind: 'command', text: inner });
  }

  private readBraces(): void {
    variableInBraces.lastIndex = this.at;
    const [start, sign = '', name = ''] = variableInBraces.exec(this.text) ?? [];
    const inner = start === undefined ? undefined : this.readBracket('{');
    if (inner === undefined) this.add(this.take());
    else this.parts().push({ kind: 'variable', name, modifier: sign || inner.slice(name.length) });
  }

  /** The text in the bracket that opens after `$`; undefined, without a step, if it does not close. */
  private readBracket(open: '(' | '{'): string | undefined {
    const end = this.unclosed.has(open) ? -1 : bracketEnd(this.text, this.at + 1);
    if (end < 0) {
      this.unclosed.add(open);
      return undefined;
    }
    const inner = this.text.slice(this.at + 2, end);
    this.at = end + 1;
    return inner;
  }

  private parts(): WordPart[] {
    this.word ??= { parts: [], offset: this.at };
    return this.word.parts;
  }

  private endWord(): void {
    if (this.word) this.found.push({ kind: 'word', word: this.word });
    this.word = undefined;
  }

  private add(text: string): void {
    const last = this.parts().at(-1);
    if (last?.kind === 'text') last.text += text;
    else this.parts().push({ kind: 'text', text });
  }
}

import type { ShellToken, ShellWord } from './shell-token';
import type { WordPart } from './word-parts';

const comment = /(?:^|\n)[ \t@]{0,20}(?:rem(?=\s)|::)[^\n]*/gi;
const expansion =
  /%%?~[a-z$:]{0,8}([0-9A-Za-z])|%([A-Za-z_]\w{0,100})(?::([^%\n]{1,200}))?%|!([A-Za-z_]\w{0,100})(?::([^!\n]{1,200}))?!|%%([A-Za-z])|%([0-9*])/y;
const template = /\$\{\{[^{}]{0,500}\}\}/y;
const plain = /[^\s"%!&|<>()^$,;=*?]+/y;
const folderModifier = '%/*';
const operator = /&&|\|\||>>|[&|<>()\n]/y;

type VariablePart = WordPart & { kind: 'variable' };

/** True for a text that may be a script for Windows' command processor. */
export function isBatch(text: string): boolean {
  return /%[A-Za-z~]|![A-Za-z_]\w{0,100}[!:]/.test(text);
}

/** Splits a batch file into words and operators, in one pass; never throws. */
export function batchTokens(source: string): ShellToken[] {
  // Same length, so that offsets stay.
  const text = source.replace(comment, (found) => found.replace(/[^\n]/g, ' '));
  return new BatchLexer(text).tokens();
}

class BatchLexer {
  private at = 0;
  private word: ShellWord | undefined;
  private isQuoted = false;
  private readonly found: ShellToken[] = [];

  constructor(private readonly text: string) {}

  tokens(): ShellToken[] {
    while (this.at < this.text.length) this.step();
    this.endWord();
    return this.found;
  }

  private step(): void {
    const character = this.text[this.at] ?? '';
    if (character === '"') {
      this.current();
      this.isQuoted = !this.isQuoted;
      this.at++;
    } else if (character === '\n') {
      // A quote ends with its line.
      this.isQuoted = false;
      this.operator();
    } else if (character === '^' && !this.isQuoted) this.escape();
    else if (this.isQuoted) this.part();
    else if (/[&|<>()]/.test(character)) this.operator();
    else if (/[\s,;]/.test(character)) {
      this.endWord();
      this.at++;
    } else this.part();
  }

  private escape(): void {
    const next = this.text.slice(this.at + 1, this.at + 3);
    const skipped = next.startsWith('\r\n') ? 2 : 1;
    if (!/^\r?\n/.test(next)) this.add(next.slice(0, 1));
    this.at += 1 + skipped;
  }

  private operator(): void {
    this.endWord();
    const offset = this.at;
    const found = this.match(operator)?.[0] ?? '';
    // Brackets in a batch file group, and start no other process.
    const kept = found === '(' || found === ')' || found === '&' ? ';' : found;
    this.found.push({ kind: 'operator', operator: kept, offset });
  }

  private part(): void {
    const found = this.match(expansion);
    if (found) return this.variable(found);
    const written = this.match(template)?.[0];
    if (written !== undefined) return this.push({ kind: 'template', text: written });
    const character = this.text[this.at] ?? '';
    if (/[*?]/.test(character)) {
      this.at++;
      return this.push({ kind: 'unknown' });
    }
    this.add(this.match(plain)?.[0] ?? this.text[this.at++] ?? '');
  }

  private variable(found: RegExpExecArray): void {
    const variable = variableOf(found);
    this.push(variable);
    // `%~dp0` ends with a backslash.
    if (variable.modifier === folderModifier) this.add('/');
  }

  private current(): WordPart[] {
    this.word ??= { parts: [], offset: this.at };
    return this.word.parts;
  }

  private push(part: WordPart): void {
    this.current().push(part);
  }

  private add(text: string): void {
    const parts = this.current();
    const last = parts.at(-1);
    if (last?.kind === 'text') last.text += text;
    else parts.push({ kind: 'text', text });
  }

  private endWord(): void {
    if (this.word) this.found.push({ kind: 'word', word: this.word });
    this.word = undefined;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }
}

/** As shell modifiers: `%~dp0` is the folder of `$0`, `%NAME:a=b%` is `${NAME/a/b}`. */
function variableOf(found: RegExpExecArray): VariablePart {
  const [written, argument, name, change, delayed, delayedChange, ...others] = found;
  if (argument !== undefined) {
    const isFolder = /~[a-z]*p/i.test(written) && !/~[a-z]*n/i.test(written);
    return { kind: 'variable', name: argument, modifier: isFolder ? folderModifier : '' };
  }
  const names = [name, delayed, ...others];
  const modifier = modifierOf(change ?? delayedChange ?? '');
  return { kind: 'variable', name: names.find((known) => known !== undefined) ?? '', modifier };
}

function modifierOf(change: string): string {
  if (change === '') return '';
  return change.startsWith('~') ? ':~' : `/${change.replace('=', '/')}`;
}

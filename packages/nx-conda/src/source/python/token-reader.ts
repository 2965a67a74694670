import type { Token } from './tokens';

/** Thrown for unknown syntax; the reader of statements continues with the next statement. */
export class SyntaxTrouble extends Error {}

const END: Token = { kind: 'end', text: '' };
/** Far above real nesting, and small enough for the stack. */
const MAX_DEPTH = 60;
const MAX_CHAIN = 200;
const WORDS: readonly Token['kind'][] = ['name', 'string', 'operator', 'number'];
const MAX_WORDS = 5000;

/** Reads tokens in order. */
export class TokenReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get current(): Token {
    return this.tokens[this.at] ?? END;
  }

  get after(): Token {
    return this.tokens[this.at + 1] ?? END;
  }

  take(): Token {
    const token = this.current;
    this.at++;
    return token;
  }

  /** Whether the next token is this operator or keyword. */
  is(text: string): boolean {
    return this.current.text === text && (this.current.kind === 'operator' || this.current.kind === 'name');
  }

  isKind(kind: Token['kind']): boolean {
    return this.current.kind === kind;
  }

  /** Takes it if it is next. */
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  /** @throws SyntaxTrouble if something else is next */
  expect(text: string): void {
    if (!this.accept(text)) throw new SyntaxTrouble(`expected ${text}`);
  }

  /** @throws SyntaxTrouble if the next token is not a name */
  name(): string {
    if (!this.isKind('name')) throw new SyntaxTrouble('expected a name');
    return this.take().text;
  }

  /** @throws SyntaxTrouble for a chain that is too long: it becomes deeply nested */
  limit(length: number): void {
    if (length > MAX_CHAIN) throw new SyntaxTrouble('too long');
  }

  /** @throws SyntaxTrouble for too deep nesting */
  nested<T>(read: () => T): T {
    if (this.depth >= MAX_DEPTH) throw new SyntaxTrouble('too deep');
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  /** Reads; on trouble, goes back to where it began. */
  attempt<T>(read: () => T): T | undefined {
    const [at, depth] = [this.at, this.depth];
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SyntaxTrouble)) throw error;
      [this.at, this.depth] = [at, depth];
      return undefined;
    }
  }

  /** The number of tokens that were taken. */
  get taken(): number {
    return this.at;
  }

  /** The tokens from a place on to the current one. @param from see `taken` */
  wordsSince(from: number): string[] {
    const words = this.tokens.slice(from, this.at).filter(({ kind }) => WORDS.includes(kind));
    return words.slice(0, MAX_WORDS).map(({ text }) => text);
  }

  /** Skips to the end of the line. */
  skipLine(): void {
    while (!this.isKind('newline') && !this.isKind('end')) this.at++;
    if (this.isKind('newline')) this.at++;
  }
}

/** A place in a text that moves forward. */
export class TextCursor {
  protected at = 0;

  constructor(protected readonly text: string) {}

  /** The character at the place, behind which the place moves. */
  protected take(): string {
    return this.text[this.at++] ?? '';
  }

  /** To the end of the line. */
  protected skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  /** @param pattern sticky */
  protected match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }
}

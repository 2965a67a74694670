/** An error that the reader can fix: the problem, and what to do next. Printed without a stack. */
export class Failure extends Error {
  /** @param steps what to do next, in order; numbered when printed. */
  constructor(
    what: string,
    readonly steps: readonly string[] = [],
  ) {
    super(what);
    this.name = 'Failure';
  }

  /** The message and the numbered steps, as printed. */
  describe(): string {
    return [this.message, ...this.steps.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
  }
}

/** A `build.json` or `digest.json` that cannot be read: what happened, and what to do next. */
export class BuildReportError extends Error {
  override readonly name = 'BuildReportError';

  constructor(
    message: string,
    readonly help: string[] = [],
  ) {
    super(message);
  }

  /** The message with its numbered next steps, as printed. */
  format(): string {
    return [this.message, ...this.help.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
  }
}

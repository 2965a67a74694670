/** A package file or a channel folder that cannot be used: what happened, and what to do next. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';

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

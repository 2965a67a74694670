/** A task that cannot go on: what happened, and what to do next. */
export class TaskError extends Error {
  constructor(
    message: string,
    readonly help: string[] = [],
  ) {
    super(message);
    this.name = 'TaskError';
  }

  /** The message with its numbered next steps, as printed. */
  format(): string {
    return [this.message, ...this.help.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
  }
}

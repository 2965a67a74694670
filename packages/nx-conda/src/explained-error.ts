/** An error that a user can cause or fix: what happened, and what to do next. Printed without a stack trace. */
export class ExplainedError extends Error {
  /** @param help the next steps, in the order to try them. */
  constructor(
    message: string,
    readonly help: string[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }

  /** The message with its numbered next steps, as printed. */
  format(): string {
    return formatSteps(this.message, this.help);
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `what`, then the steps as a numbered list. */
export function formatSteps(what: string, steps: string[]): string {
  return [what, ...steps.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}

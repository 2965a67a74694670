import { ExplainedError } from '../recipe/explained-error';

/** A task that cannot go on. */
export class TaskError extends ExplainedError {}

import { ExplainedError } from '../recipe/explained-error';

/** Something about rattler-build itself is wrong. */
export class EngineError extends ExplainedError {}

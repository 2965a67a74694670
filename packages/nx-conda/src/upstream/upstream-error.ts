import { ExplainedError } from '../recipe/explained-error';

/** A source cannot be had, or is not what it should be. */
export class UpstreamError extends ExplainedError {}

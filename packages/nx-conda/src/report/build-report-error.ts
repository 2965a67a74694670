import { ExplainedError } from '../recipe/explained-error';

/** A `build.json` or `digest.json` that cannot be read. */
export class BuildReportError extends ExplainedError {}

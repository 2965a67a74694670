import { ExplainedError } from '../recipe/explained-error';

/** A package file or a channel folder that cannot be used. */
export class ChannelError extends ExplainedError {}

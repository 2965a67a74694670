import { ExplainedError } from '../../explained-error';
import { DESTINATION_EXAMPLES, requireDestination } from '../../publish-destination';

/**
 * The channel that a task publishes to, as the user wrote it.
 * @throws ExplainedError if it is not set, or contains credentials.
 */
export function destination(to: string | undefined): string {
  if (to === undefined) throw new ExplainedError(NO_CHANNEL, CHANNEL_HELP);
  requireDestination('The option "to"', to);
  return to;
}

/** What happened, and what to do, if no channel is set. */
export const NO_CHANNEL = 'No channel to publish to: the option "to" is not set.';
export const CHANNEL_HELP = [
  `For one command, add --to=<channel>: ${DESTINATION_EXAMPLES}.`,
  'For all projects of the workspace, set the option "publishTo" of nx-conda in nx.json.',
];

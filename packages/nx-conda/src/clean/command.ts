import { parseArgs } from 'node:util';
import { ExplainedError } from '../explained-error';
import type { Environment } from '../machine/cache-folder';
import { formatBytes } from '../record/units';
import { parseAge } from './age';
import { deleteCaches } from './delete-caches';
import { listCaches, type ListedCache } from './list-caches';
import { bytesIn, cleanTable } from './clean-table';

const DEFAULT_AGE = '30d';

export const USAGE = `Usage: npx nx-conda clean [--delete] [--older-than <age>]

Lists the caches of nx-conda and rattler on this machine, for all workspaces: folders of failed builds, old versions of
rattler-build that nx-conda installed, downloads from remote caches, and unpacked packages. Deletes nothing without
--delete. Later builds download or unpack again what they need. Links are not followed.

  --delete            Delete the caches that nothing uses.
  --older-than <age>  Keep caches used in the last 12h, 30d (default) or 2w, for example. With 0, the age does not count.
  --dry-run           Delete nothing, even with --delete.
  --help              Print this text.`;

/**
 * Runs the command line `nx-conda <arguments>`.
 * @returns the text to print, and whether the command succeeded.
 */
export async function runCommandLine(
  args: string[],
  env: Environment,
  now = Date.now(),
): Promise<{ text: string; success: boolean }> {
  try {
    const options = readArguments(args);
    if (options === undefined) return { text: USAGE, success: true };
    const { isDeleting, isDryRun, olderThan } = options;
    const listed = await listCaches({ olderThan, env, now });
    const caches = isDeleting ? await deleteCaches(listed, { olderThan, env, now }) : listed;
    return {
      text: report(caches, isDeleting, isDryRun),
      success: caches.every(({ state }) => state !== 'failed'),
    };
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return { text: `${error.format()}\n\n${USAGE}`, success: false };
  }
}

interface Options {
  /** Milliseconds. */
  olderThan: number;
  isDeleting: boolean;
  isDryRun: boolean;
}

/** @returns undefined if help is asked for. */
function readArguments(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  const [command, ...others] = positionals;
  if (values.help || command === undefined) return undefined;
  if (command !== 'clean' || others.length > 0) {
    throw new ExplainedError(`nx-conda does not know the command "${positionals.join(' ')}".`, [
      'The only command is clean.',
    ]);
  }
  const isDryRun = Boolean(values['dry-run']);
  const isDeleting = Boolean(values.delete) && !isDryRun;
  return { olderThan: parseAge(values['older-than'] ?? DEFAULT_AGE), isDeleting, isDryRun };
}

function parse(args: string[]) {
  try {
    const flag = { type: 'boolean' } as const;
    const options = { delete: flag, 'dry-run': flag, help: flag, 'older-than': { type: 'string' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new ExplainedError((error as Error).message);
  }
}

function report(caches: ListedCache[], isDeleting: boolean, isDryRun: boolean): string {
  if (caches.length === 0) return 'There are no caches of nx-conda and rattler on this machine.';
  return `${cleanTable(caches)}\n\n${summary(caches, isDeleting, isDryRun)}`;
}

function summary(caches: ListedCache[], isDeleting: boolean, isDryRun: boolean): string {
  if (isDeleting) return `${formatBytes(bytesIn(caches, 'deleted'))} deleted.`;
  const bytes = bytesIn(caches, 'deletable');
  if (caches.every(({ state }) => state !== 'deletable')) return 'Nothing can be deleted.';
  const step = isDryRun
    ? 'run the command with --delete and without --dry-run'
    : 'add --delete to the command';
  return `${formatBytes(bytes)} can be deleted. To delete these caches, ${step}.`;
}

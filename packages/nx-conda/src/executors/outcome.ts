import { logger } from '../nx';
import { ExplainedError } from '../explained-error';

/** Runs the work of an executor; prints expected errors without a stack trace. */
export async function outcome(work: () => Promise<void>): Promise<{ success: boolean }> {
  try {
    await work();
    return { success: true };
  } catch (error) {
    logger.error(messageOf(error));
    return { success: false };
  }
}

/** The message of an error; without a stack trace if the error is expected. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ExplainedError) return error.format();
  const known = systemErrors[(error as NodeJS.ErrnoException).code ?? ''];
  if (known) return new ExplainedError(`${known.what}: ${error.message}`, known.help).format();
  return error.stack ?? error.message;
}

const systemErrors: Record<string, { what: string; help: string[] } | undefined> = {
  ENOSPC: {
    what: 'The disk is full',
    help: [
      'Free some space; a build needs about three times its packages.',
      'Move the caches with NX_CONDA_CACHE_DIR.',
    ],
  },
  EACCES: {
    what: 'A folder is not writable',
    help: ['Check the owner and the permissions of the path above.'],
  },
  EROFS: {
    what: 'A folder is not writable',
    help: ['Choose another outputRoot, or remount the file system.'],
  },
  ENOTDIR: {
    what: 'A file is where a folder should be',
    help: ['Move the file in the path above out of the way.'],
  },
  EEXIST: {
    what: 'A file is where a folder should be',
    help: ['Move the file in the path above out of the way.'],
  },
  EPERM: {
    what: 'A folder is not writable',
    help: ['Check the owner and the permissions of the path above.'],
  },
};

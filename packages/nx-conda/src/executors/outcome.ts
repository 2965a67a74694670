import { logger } from '@nx/devkit';
import { TaskError } from './task-error';

/** Runs the work of an executor; what goes wrong as foreseen is printed without a stack trace. */
export async function outcome(work: () => Promise<void>): Promise<{ success: boolean }> {
  try {
    await work();
    return { success: true };
  } catch (error) {
    logger.error(explain(error));
    return { success: false };
  }
}

/** Every foreseen error of the plugin can print itself. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('format' in error && typeof error.format === 'function') return String(error.format());
  const known = systemErrors[(error as NodeJS.ErrnoException).code ?? ''];
  if (known) return new TaskError(`${known.what}: ${error.message}`, known.help).format();
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
  EPERM: {
    what: 'A folder is not writable',
    help: ['Check the owner and the permissions of the path above.'],
  },
};

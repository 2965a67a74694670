import { withDocsFolder } from '../docs-folder';
import { logger, workspaceRoot } from '../nx';
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
  if (error instanceof ExplainedError) return withDocsFolder(error.format(), workspaceRoot);
  const known = systemErrors[(error as NodeJS.ErrnoException).code ?? ''];
  if (known) return new ExplainedError(`${known.what}: ${error.message}`, known.help).format();
  return error.stack ?? error.message;
}

const systemErrors: Record<string, { what: string; help: string[] } | undefined> = {
  ENOSPC: {
    what: 'The disk is full',
    help: [
      'Free some space. To list old build folders and caches that can be deleted, run npx nx-conda clean',
      'Or set NX_CONDA_CACHE_DIR to a folder on another disk: nx-conda keeps its caches and build folders there.',
    ],
  },
  EACCES: {
    what: 'A file or folder is not accessible',
    help: ['Check the owner and the permissions of the path above.'],
  },
  EROFS: {
    what: 'The file system is read-only',
    help: [
      'Remount the file system of the path above as writable.',
      'Or choose a writable folder: set the option "outputRoot" for packages, or NX_CONDA_CACHE_DIR for caches and build folders.',
    ],
  },
  ENOTDIR: {
    what: 'A file is where a folder should be',
    help: ['Move the file in the path above to another folder, or delete the file.'],
  },
  EEXIST: {
    what: 'A file is where a folder should be',
    help: ['Move the file in the path above to another folder, or delete the file.'],
  },
  EPERM: {
    what: 'A file or folder is not accessible',
    help: ['Check the owner and the permissions of the path above.'],
  },
};

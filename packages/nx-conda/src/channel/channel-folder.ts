import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderOf } from '../machine/paths';
import { ExplainedError } from '../explained-error';

/**
 * Absolute path of the folder that packages are published to; need not exist yet.
 * @param to a path, absolute or relative to the workspace root, or a `file:` URL.
 * @throws ExplainedError if a file is in the way or the folder is not writable.
 */
export function channelFolder(to: string, workspaceRoot: string): string {
  const folder = folderOf(to, workspaceRoot);
  const existing = nearestExisting(folder);
  if (!statSync(existing).isDirectory()) {
    throw new ExplainedError(`The channel ${to} cannot be written: ${existing} is a file.`, [
      `Set another folder ${WHERE_SET}`,
    ]);
  }
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch {
    throw new ExplainedError(`The channel ${to} cannot be written: no permission for ${existing}.`, [
      `Check the owner and the permissions of ${existing}.`,
      `Or set another folder ${WHERE_SET}`,
    ]);
  }
  return folder;
}

const WHERE_SET =
  'in the place where this one is set: --to, the option "to" of the publish target, or the option "publishTo" of nx-conda in nx.json.';

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExplainedError } from '../explained-error';

/**
 * Absolute path of the folder that packages are published to; it need not be there yet.
 * @param to a path, absolute or relative to the workspace root, or a `file:` URL.
 * @throws ExplainedError for a channel that is no folder, and for a folder that cannot be written.
 */
export function channelFolder(to: string, workspaceRoot: string): string {
  const folder = pathOf(to, workspaceRoot);
  const existing = nearestExisting(folder);
  if (!statSync(existing).isDirectory()) {
    throw new ExplainedError(`The channel ${to} cannot be written: ${existing} is a file.`, whereToChange);
  }
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch {
    throw new ExplainedError(`The channel ${to} cannot be written: no permission for ${existing}.`, [
      'Check the owner and the permissions of that folder.',
      ...whereToChange,
    ]);
  }
  return folder;
}

const whereToChange = ['Or name another folder: the option "to" of the publish target.'];

function pathOf(to: string, workspaceRoot: string): string {
  if (to.trim() === '') {
    throw new ExplainedError('No channel to publish to: the option "to" is empty.', [
      'Name a folder, absolute or relative to the workspace root: --to=dist/channel',
    ]);
  }
  if (to.startsWith('file:///')) return fileURLToPath(to);
  // A relative path is no URL, but what is meant is plain.
  if (to.startsWith('file://')) return resolve(workspaceRoot, to.slice('file://'.length));
  if (to.startsWith('file:')) return resolve(workspaceRoot, to.slice('file:'.length));
  // One letter is a drive on Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(to)?.[1];
  if (scheme === undefined) return resolve(workspaceRoot, to);
  throw new ExplainedError(`Packages cannot be published to ${to}: only folders are supported so far.`, [
    'Publish to a folder: --to=dist/channel',
    `Then upload it: rattler-build upload --help lists the servers it knows.`,
  ]);
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

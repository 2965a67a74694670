import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExplainedError } from '../explained-error';

/**
 * Absolute path of the folder that packages are published to; need not exist yet.
 * @param to a path, absolute or relative to the workspace root, or a `file:` URL.
 * @throws ExplainedError if the channel is not a folder or the folder is not writable.
 */
export function channelFolder(to: string, workspaceRoot: string): string {
  const folder = pathOf(to, workspaceRoot);
  const existing = nearestExisting(folder);
  if (!statSync(existing).isDirectory()) {
    throw new ExplainedError(`The channel ${to} cannot be written: ${existing} is a file.`, [
      'Set another folder in the option "to" of the publish target.',
    ]);
  }
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch {
    throw new ExplainedError(`The channel ${to} cannot be written: no permission for ${existing}.`, [
      `Check the owner and the permissions of ${existing}.`,
      'Or set another folder in the option "to" of the publish target.',
    ]);
  }
  return folder;
}

function pathOf(to: string, workspaceRoot: string): string {
  if (to.trim() === '') {
    throw new ExplainedError('No channel to publish to: the option "to" is empty.', [
      'Set a folder, absolute or relative to the workspace root, for example --to=dist/channel',
    ]);
  }
  if (to.startsWith('file:///')) return fileURLToPath(to);
  // A relative path is not a URL, but the meaning is clear.
  if (to.startsWith('file://')) return resolve(workspaceRoot, to.slice('file://'.length));
  if (to.startsWith('file:')) return resolve(workspaceRoot, to.slice('file:'.length));
  // One letter is a drive on Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(to)?.[1];
  if (scheme === undefined) return resolve(workspaceRoot, to);
  throw new ExplainedError(`Cannot publish packages to ${to}: only folders are supported.`, [
    'Publish to a folder, for example --to=dist/channel',
    'Then upload the packages with rattler-build upload; rattler-build upload --help lists the supported servers.',
  ]);
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

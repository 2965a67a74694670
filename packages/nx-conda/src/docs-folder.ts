import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Where messages say that the pages are. */
const WRITTEN = 'node_modules/nx-conda/docs';
/** Where package managers put them, relative to the workspace root; Nx itself the latter, without package.json. */
const USUAL = [WRITTEN, `.nx/installation/${WRITTEN}`];

/** A message with the folder of the pages as a user in the workspace root finds it. */
export function withDocsFolder(message: string, workspaceRoot: string): string {
  return message.includes(WRITTEN) ? message.replaceAll(WRITTEN, () => docsFolder(workspaceRoot)) : message;
}

function docsFolder(workspaceRoot: string): string {
  const usual = USUAL.find((folder) => existsSync(join(workspaceRoot, folder)));
  if (usual !== undefined) return usual;
  // This file is in the folder dist of the package; in the sources of nx-conda, the pages are elsewhere.
  const isInstalled = __dirname.split(sep).includes('node_modules');
  return isInstalled ? relative(workspaceRoot, join(__dirname, '../docs')).replaceAll(sep, '/') : WRITTEN;
}

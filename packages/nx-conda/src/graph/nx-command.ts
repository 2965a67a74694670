import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The command that runs Nx in the workspace root: a workspace without package.json has Nx's own wrapper script. */
export function nxCommand(workspaceRoot: string, platform: NodeJS.Platform = process.platform): string {
  if (existsSync(join(workspaceRoot, 'package.json'))) return 'npx nx';
  if (!existsSync(join(workspaceRoot, 'nx'))) return 'npx nx';
  return platform === 'win32' ? 'nx.bat' : './nx';
}

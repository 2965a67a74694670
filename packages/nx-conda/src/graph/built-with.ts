import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { machinePlatform } from './machine-platform';

// The package root is two levels up from both src/graph and dist/graph.
const manifest = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

/** nx-conda's own version. */
export const pluginVersion = manifest.version;

/** Part of the hash: which tools built a package, on which platform. One cache may serve several kinds of machines. */
export function builtWith(engineVersion: string): string {
  return `nx-conda ${pluginVersion}, rattler-build ${engineVersion}, ${machinePlatform()}`;
}

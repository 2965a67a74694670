import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { machinePlatform } from './machine-platform';

// The package root is two levels up from src/graph and from dist/graph alike.
const { version: pluginVersion } = JSON.parse(
  readFileSync(join(__dirname, '../../package.json'), 'utf8'),
) as {
  version: string;
};

export { pluginVersion };

/** What built a package, and where, as far as its hash is concerned: a cache may serve machines of several kinds. */
export function builtWith(engineVersion: string): string {
  return `nx-conda ${pluginVersion}, rattler-build ${engineVersion}, ${machinePlatform()}`;
}

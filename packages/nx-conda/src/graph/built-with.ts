import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// The package root is two levels up from src/graph and from dist/graph alike.
const { version: pluginVersion } = JSON.parse(
  readFileSync(join(__dirname, '../../package.json'), 'utf8'),
) as {
  version: string;
};

export { pluginVersion };

/** What built a package, as far as its hash is concerned. */
export function builtWith(engineVersion: string): string {
  return `nx-conda ${pluginVersion}, rattler-build ${engineVersion}`;
}

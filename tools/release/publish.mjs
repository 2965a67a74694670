// `nx release publish` for the package of the plugin: npm publish, which builds the package first.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const project = join(dirname(fileURLToPath(import.meta.url)), '../../packages/nx-conda');
const ADDRESSES = ['homepage', 'repository', 'bugs'];

// Nx passes more options than these.
const options = Object.fromEntries(
  ['registry', 'tag', 'access', 'otp'].map((name) => [name, { type: 'string' }]),
);
const { values } = parseArgs({ strict: false, options });
const isDryRun = process.env.NX_DRY_RUN === 'true';
const registry = values.registry ?? process.env.npm_config_registry ?? '';

const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const missing = ADDRESSES.filter((key) => manifest[key] === undefined);
const isTest = /^http:\/\/(localhost|127\.0\.0\.1):/.test(registry);
if (missing.length > 0 && !isTest) {
  console.error(
    `packages/nx-conda/package.json has no ${missing.join(', ')}: the page of the package would not link to its source.\n` +
      '  1. Set them: npm pkg set repository.url=git+https://… homepage=https://… bugs.url=https://… -w nx-conda',
  );
  if (!isDryRun) process.exit(1);
}

const passed = Object.keys(options).filter((name) => typeof values[name] === 'string');
const args = [
  'publish',
  ...passed.map((name) => `--${name}=${values[name]}`),
  ...(isDryRun ? ['--dry-run'] : []),
];
const { status } = spawnSync('npm', args, { cwd: project, stdio: 'inherit' });
process.exit(status ?? 1);

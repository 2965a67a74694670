// Adds Nx's builds for other platforms to package-lock.json, if the registry used for the lock file lacked them: `npm
// ci` rejects a lock file without them, on every platform. Without integrity hashes, which are unknown.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { optionalDependencies } = lock.packages['node_modules/nx'];

for (const [name, version] of Object.entries(optionalDependencies)) {
  lock.packages[`node_modules/${name}`] ??= { version, ...platformOf(name), license: 'MIT', optional: true };
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  'package-lock.json',
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`,
);

/** `@nx/nx-linux-x64-musl` is for linux, x64, musl. */
function platformOf(name) {
  const [os, cpu, abi] = name.replace('@nx/nx-', '').split('-');
  const libc = { musl: ['musl'], gnu: ['glibc'], gnueabihf: ['glibc'] }[abi];
  return { cpu: [cpu], ...(libc && { libc }), os: [os] };
}

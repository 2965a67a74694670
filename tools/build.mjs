// Builds the publishable package: TypeScript to dist, and the files that are no code beside it.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const project = join(root, 'packages/nx-conda');
const source = join(project, 'src');
const dist = join(project, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(project, 'tsconfig.json')], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

cpSync(source, dist, { recursive: true, filter: isAsset });
cpSync(join(root, 'LICENSE'), join(project, 'LICENSE'));

/** Schemas, templates and the Python command; folders on the way to them are created as needed. */
function isAsset(path) {
  const inside = relative(source, path);
  if (inside.split('/').includes('files')) return true;
  if (inside.split('/').includes('__pycache__')) return false;
  return extname(path) === '' || ['.json', '.py'].includes(extname(path));
}

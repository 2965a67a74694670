// Builds the publishable package: TypeScript to dist, and the other files beside it.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { bundlePage } from './bundle-page.mjs';
import { compile } from './compile.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const project = join(root, 'packages/nx-conda');
const source = join(project, 'src');
const dist = join(project, 'dist');

/** All libraries of the package, except Nx. */
const BUNDLED = [
  '@msgpack/msgpack',
  '@renovatebot/pep440',
  'diff',
  'execa',
  'fzstd',
  'js-yaml',
  'minijinja-js',
  'picocolors',
  'picomatch',
  'semver',
  'smol-toml',
  'tar-stream',
  'undici',
  'yaml',
  'yauzl',
];

/** The modules that other packages import. */
const EXPORTED = ['index', 'release/version-actions'];

rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const declarations = ['-p', join(project, 'tsconfig.json'), '--emitDeclarationOnly'];
const { status } = spawnSync(process.execPath, [tsc, ...declarations], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

// tsc lists what to compile, and checks the types.
for (const file of readdirSync(dist, { recursive: true }).filter((path) => path.endsWith('.d.ts'))) {
  const module = file.replace(/\.d\.ts$/, '');
  const bundled = new Map(BUNDLED.map((library) => [library, pathTo(library, module)]));
  const code = compile(join(source, `${module}.ts`), bundled, EXPORTED.includes(module));
  if (code !== undefined) writeFileSync(join(dist, `${module}.js`), code);
}
await bundle(BUNDLED, project, join(dist, 'bundled'));

await bundlePage(join(source, 'report/page/dom'), project, join(dist, 'report'));

removeDeclarations(EXPORTED.map((module) => `${module}.d.ts`));

cpSync(source, dist, { recursive: true, filter: isAsset });
cpSync(join(root, 'LICENSE'), join(project, 'LICENSE'));
// Each rule of conda-check has one line of output and a page that explains it. The pages link each other.
rmSync(join(project, 'docs'), { recursive: true, force: true });
cpSync(join(root, 'docs'), join(project, 'docs'), {
  recursive: true,
  filter: (path) => extname(path) !== '.png',
});
// The package has no pictures, which are half as large as all other files, and its README is beside docs.
for (const page of readdirSync(join(project, 'docs'), { recursive: true })) {
  const path = join(project, 'docs', page);
  if (extname(page) !== '.md') continue;
  const text = readFileSync(path, 'utf8');
  const changed = text
    .replaceAll(/!\[([^\]]*)\]\([^)]*\.png\)/g, '_Picture, not in this package: $1_')
    .replaceAll(/(\]\((?:\.\.\/)+)packages\/nx-conda\/README\.md/g, '$1README.md');
  if (changed !== text) writeFileSync(path, changed);
}

/** Removes the declarations that no import can reach from the exported ones. */
function removeDeclarations(exported) {
  const needed = new Set(exported.map((file) => join(dist, file)));
  // Grows while it is walked.
  for (const file of needed) {
    const text = readFileSync(file, 'utf8');
    for (const [, path] of text.matchAll(/(?:from |import\()["'](\.[^"']*)["']/g))
      needed.add(`${join(dirname(file), path)}.d.ts`);
  }
  for (const file of readdirSync(dist, { recursive: true }).map((path) => join(dist, path)))
    if (file.endsWith('.d.ts') && !needed.has(file)) rmSync(file);
}

/** @param module path of the module that loads it, below dist */
function pathTo(library, module) {
  return relative(dirname(module), join('bundled', library)).replace(/^(?!\.)/, './');
}

/** Schemas, templates, tables and the Python command; missing parent folders are created. */
function isAsset(path) {
  const inside = relative(source, path);
  if (inside.startsWith(join('report', 'page'))) return false;
  if (inside.split('/').includes('files')) return true;
  if (inside.split('/').includes('__pycache__')) return false;
  return extname(path) === '' || ['.json', '.py', '.txt'].includes(extname(path));
}

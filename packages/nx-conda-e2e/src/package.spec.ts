import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { execa } from 'execa';

const template = process.env['NX_CONDA_E2E_TEMPLATE'] ?? '';
const root = join(template, 'node_modules/nx-conda');
const repository = join(__dirname, '../../..');

/** The size of the package on disk, as `du` measures it, without Nx. */
const LIMIT = 6 * 1024 * 1024;

describe('the published package', () => {
  it('is accepted by publint', async () => {
    const { exitCode, all } = await tool('publint', '--strict', tarball());
    expect({ exitCode, all }).toEqual({ exitCode: 0, all: expect.stringContaining('All good!') });
  });

  it('has types that match its code, whichever way they are resolved', async () => {
    const { exitCode, all } = await tool('attw', '--no-color', tarball());
    expect({ exitCode, all }).toEqual({ exitCode: 0, all: expect.stringContaining('No problems found') });
  });

  it('can be imported by name from an ES module', async () => {
    const code = `import { createNodes, name } from 'nx-conda';
      import VersionActions from 'nx-conda/release/version-actions';
      console.log(name, typeof createNodes, VersionActions.name);`;
    const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', code], { cwd: template });
    expect(stdout).toBe('nx-conda object CondaVersionActions');
  });

  it('loads only its own files, Node and Nx', () => {
    const modules = filesOf('dist').filter(
      (file) => file.endsWith('.js') && !file.startsWith('dist/report/page'),
    );
    const missing = modules.flatMap((file) => loadedBy(file).filter((name) => !isThere(file, name)));
    // undici loads it to send a FormData, which nx-conda never does.
    expect(missing.filter((name) => name !== '../web/fetch/body.js')).toEqual([]);
    expect(modules.length).toBeGreaterThan(100);
  });

  it('contains every page of the docs, and its pages link only to what it contains', () => {
    const pages = filesOf('docs').filter((file) => file.endsWith('.md'));
    const wanted = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' });
    expect(pages).toEqual(
      wanted
        .filter((file) => file.endsWith('.md'))
        .map((file) => `docs/${file}`)
        .sort(),
    );
    expect(['README.md', ...pages].flatMap(brokenLinks)).toEqual([]);
  });

  it('contains what it names: executors, generators, migrations, schemas and the command', () => {
    const { bin, executors, generators, ...manifest } = readJson('package.json');
    const migrations = (manifest['nx-migrations'] as { migrations: string }).migrations;
    const named = [executors, generators, migrations].flatMap((file) => pathsIn(readJson(file as string)));
    const paths = [...named, ...Object.values(bin as object)] as string[];
    expect(paths.length).toBeGreaterThan(20);
    expect(
      paths.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, `${path}.js`))),
    ).toEqual([]);
  });

  it('is small, and needs no other package than Nx', () => {
    expect(Object.keys(readJson('package.json')['dependencies'] as object)).toEqual(['@nx/devkit']);
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
    expect(sizeOf(root)).toBeLessThan(LIMIT);
  });
});

function tool(name: string, ...args: string[]) {
  const command = join(repository, 'node_modules/.bin', name);
  return execa(command, args, { cwd: template, all: true, reject: false });
}

function tarball(): string {
  return join(template, readdirSync(template).find((file) => file.endsWith('.tgz')) ?? '');
}

/** Relative to the package, sorted. */
function filesOf(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return entries
    .map((entry) => `${folder}/${entry}`)
    .filter((file) => statSync(join(root, file)).isFile())
    .sort();
}

function loadedBy(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:\brequire|\bimport|\brequire\.resolve)\("([^"]+)"\)/g)].flatMap(
    ([, name]) => name ?? [],
  );
}

function isThere(file: string, name: string): boolean {
  if (!name.startsWith('.'))
    return builtinModules.includes(name.replace('node:', '')) || /^(@nx\/devkit|nx)(\/|$)/.test(name);
  const path = join(root, dirname(file), name);
  return [path, `${path}.js`, `${path}.json`].some((one) => existsSync(one) && statSync(one).isFile());
}

/** Relative links to missing files or headings, as `page: link`. */
function brokenLinks(page: string): string[] {
  const text = withoutCode(readFileSync(join(root, page), 'utf8'));
  const links = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, link]) => link ?? '');
  return links
    .filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(page, link))
    .map((link) => `${page}: ${link}`);
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (target.startsWith('..') || !existsSync(join(root, target))) return false;
  return heading === undefined || headingsOf(readFileSync(join(root, target), 'utf8')).includes(heading);
}

/** As GitHub and npm name them. */
function headingsOf(text: string): string[] {
  const titles = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => (title ?? '').toLowerCase());
  return titles.map((title) =>
    title
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/** All texts in JSON that are paths of the package. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('./') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;
}

/** With its folders, in whole blocks. */
function sizeOf(path: string): number {
  const { blocks } = statSync(path);
  const entries = statSync(path).isDirectory() ? readdirSync(path) : [];
  return entries.reduce((sum, entry) => sum + sizeOf(join(path, entry)), blocks * 512);
}

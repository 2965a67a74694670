import { existsSync, lstatSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFacts } from '../../source/source-facts';
import { buildFilesIn, type FixedFile } from './fixed-path-patches';
import type { SourceLayout } from './plan';
import { importableNames } from './sections/tests';
import { isPlainPath } from './text/untrusted-text';

const DATA_FOLDERS = ['configs', 'config', 'tools', 'scripts'];
const MAX_SIZE = 300_000;
const MAX_FILES = 2000;
const REQUIRING = ['setup.py', 'setup.cfg', 'pyproject.toml', 'requirements.txt'];

/** Reads the top folder of a source. */
export async function readLayout({ folder, python }: SourceFacts): Promise<SourceLayout> {
  const imports = python ? importableNames(python).map((name) => name.split('.')[0] ?? name) : [];
  const candidates = (name: string) => [name, `${name}.py`, `src/${name}`, `src/${name}.py`];
  const modules = imports.flatMap(
    (name) => candidates(name).find((path) => existsSync(join(folder, path))) ?? [],
  );
  const include = join(folder, 'include');
  const headers = isFolder(include) ? await readdir(include) : [];
  return {
    modules: [...new Set(modules)],
    dataFolders: DATA_FOLDERS.filter((name) => !modules.includes(name) && isFolder(join(folder, name))),
    headers: headers.filter(isPlainPath).sort(),
  };
}

/** False for links and files. */
function isFolder(path: string): boolean {
  return existsSync(path) && lstatSync(path).isDirectory();
}

/** The texts of build files that look for CUDA at a fixed path. */
export async function readFixedFiles({ folder, cuda }: SourceFacts): Promise<FixedFile[]> {
  const read = buildFilesIn(cuda?.fixedPaths ?? []).map(async ({ name, lines }) => {
    const path = join(folder, name);
    const found = existsSync(path) ? await lstat(path) : undefined;
    if (!found?.isFile() || found.size > MAX_SIZE) return [];
    return [{ name, lines, text: await readFile(path, 'utf8') }];
  });
  return (await Promise.all(read)).flat();
}

/** The Python files of its packages, and the files with its requirements. */
export async function readPythonFiles({ folder }: SourceFacts, { modules }: SourceLayout) {
  const below = modules.map(async (module) => {
    const path = join(folder, module);
    if (module.endsWith('.py')) return [module];
    if (!isFolder(path)) return [];
    const names = await readdir(path, { recursive: true });
    return names
      .filter((name) => name.endsWith('.py'))
      .map((name) => `${module}/${name.replaceAll('\\', '/')}`);
  });
  const names = [...REQUIRING, ...(await Promise.all(below)).flat().sort().slice(0, MAX_FILES)].filter(
    isPlainPath,
  );
  const read = names.map(async (name) => {
    const path = join(folder, name);
    // Links are not followed.
    const found = existsSync(path) ? await lstat(path) : undefined;
    if (!found?.isFile() || found.size > MAX_SIZE) return [];
    return [{ name, text: await readFile(path, 'utf8') }];
  });
  return (await Promise.all(read)).flat();
}

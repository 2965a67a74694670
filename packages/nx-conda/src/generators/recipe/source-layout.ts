import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFacts } from '../../upstream/source-facts';
import { buildFilesIn, type FixedFile } from './fixed-path-patches';
import type { SourceLayout } from './plan';
import { importNames } from './sections/tests';
import { isPlainPath } from './text/untrusted-text';

const DATA_FOLDERS = ['configs', 'config', 'tools', 'scripts'];
const MAX_SIZE = 300_000;

/** What stands in the top folder of a source. */
export async function readLayout({ folder, python }: SourceFacts): Promise<SourceLayout> {
  const imports = python ? importNames(python).map((name) => name.split('.')[0] ?? name) : [];
  const candidates = (name: string) => [name, `${name}.py`, `src/${name}`, `src/${name}.py`];
  const modules = imports.flatMap(
    (name) => candidates(name).find((path) => existsSync(join(folder, path))) ?? [],
  );
  const include = join(folder, 'include');
  const headers = existsSync(include) ? await readdir(include) : [];
  return {
    modules: [...new Set(modules)],
    dataFolders: DATA_FOLDERS.filter((name) => !modules.includes(name) && existsSync(join(folder, name))),
    headers: headers.filter(isPlainPath).sort(),
  };
}

/** The texts of build files that look for CUDA in a fixed place. */
export async function readFixedFiles({ folder, cuda }: SourceFacts): Promise<FixedFile[]> {
  const read = buildFilesIn(cuda?.fixedPaths ?? []).map(async ({ name, lines }) => {
    const path = join(folder, name);
    if (!existsSync(path) || (await stat(path)).size > MAX_SIZE) return [];
    return [{ name, lines, text: await readFile(path, 'utf8') }];
  });
  return (await Promise.all(read)).flat();
}

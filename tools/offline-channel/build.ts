import { copyFile, link, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { Cache, KeyedPackage } from './cache';
import { Failure } from './failure';
import { run } from './run';

/** Part of every key: another option may give another package. Level 5: a third of the time, a tenth more bytes. */
export const buildOptions = [
  '--package-format',
  'conda:-5',
  '--no-include-recipe',
  '--test',
  'native',
] as const;

/**
 * Builds packages into the cache, as many at once as there are cores. None needs another, so any order works.
 * @param report called for each finished package, with its name and duration in seconds
 * @throws Failure with rattler-build's last lines; packages built earlier stay in the cache
 */
export async function buildAll(
  packages: readonly KeyedPackage[],
  rattlerBuild: string,
  cache: Cache,
  report: (name: string, seconds: number) => void,
): Promise<void> {
  await mkdir(cache.staging, { recursive: true });
  const waiting = [...packages];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const start = Date.now();
      await build(next, rattlerBuild, cache);
      report(next.name, (Date.now() - start) / 1000);
    }
  };
  const stopping = () =>
    worker().catch((error: unknown) => {
      waiting.length = 0;
      throw error;
    });
  const results = await Promise.allSettled(Array.from({ length: availableParallelism() }, stopping));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function build(planned: KeyedPackage, rattlerBuild: string, cache: Cache): Promise<void> {
  const folder = await mkdtemp(join(cache.staging, `${planned.name}-`));
  const output = join(folder, 'output');
  await writeRecipe(planned, join(folder, 'recipe'), cache);
  const result = await run(rattlerBuild, buildArguments(join(folder, 'recipe'), output));
  if (!result.ok) {
    const tail = result.output.trim().split('\n').slice(-40).join('\n');
    throw new Failure(`${planned.name} did not build:\n${tail}`, [`Inspect the files in ${folder}.`]);
  }
  await keepChannel(output, cache.packageFolder(planned));
  await rm(folder, { recursive: true });
}

/** @returns the command line for one recipe folder; only the output is used as a channel */
export function buildArguments(recipe: string, output: string): readonly string[] {
  return [
    ...['build', '--no-config', '--log-style', 'plain', '--color', 'never', ...buildOptions],
    // noarch packages only for Linux have links, as conda-forge's do.
    '--allow-symlinks-on-windows',
    ...['--recipe', recipe, '--output-dir', output, '--channel', `file://${output}`],
  ];
}

/** JSON is YAML. */
async function writeRecipe({ recipe, downloads }: KeyedPackage, folder: string, cache: Cache): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'recipe.yaml'), JSON.stringify(recipe, null, 2));
  for (const [file, source] of Object.entries(downloads)) {
    await linkOrCopy(cache.downloadFile(source), join(folder, file));
  }
}

/** A hard link if the file system allows it: takes neither time nor space. */
export async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target));
}

/** Keeps the subdirs only. Another run may have been faster: its package is equivalent. */
async function keepChannel(output: string, target: string): Promise<void> {
  for (const extra of ['bld', 'src_cache', 'test', 'broken']) {
    await rm(join(output, extra), { recursive: true, force: true });
  }
  await mkdir(dirname(target), { recursive: true });
  await rename(output, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readLog } from '../engine/failures/read-log';
import type { Access } from './access';
import { masked } from './masked';

/** A downloaded file, or the reason why there is none. */
export type Download = { file: string } | { status?: number; problem: string };

/**
 * Downloads a file of the channel with rattler-build, which knows the ways to log in to all kinds of servers, but has no
 * command to download: the file is the source of a recipe.
 * @param path relative to the channel.
 * @param sha256 hexadecimal; another content is a problem.
 */
export async function download(access: Access, path: string, sha256?: string): Promise<Download> {
  const folder = await mkdtemp(join(access.scratch, 'download-'));
  const output = join(folder, 'output');
  const recipe = join(folder, 'recipe.yaml');
  await mkdir(output);
  // JSON is YAML.
  await writeFile(recipe, JSON.stringify(recipeFor(`${access.channel.url}/${path}`, sha256)));
  const { exitCode, stdout, stderr } = await access.run([
    'build',
    ...['--color', 'never', '--log-style', 'plain', '--test', 'skip', '--no-build-id'],
    ...['--recipe', recipe, '--output-dir', output],
    ...['--channel', pathToFileURL(join(access.scratch, 'empty')).href],
  ]);
  if (exitCode === 0) return { file: await downloaded(join(output, 'src_cache'), path) };
  const { error } = readLog(stdout + stderr);
  const status = /\((\d{3})\b/.exec(error)?.[1];
  return {
    ...(status !== undefined && { status: Number(status) }),
    problem: masked(error.replace(/^Error: +[×x] +/, '').trim(), access.secrets),
  };
}

function recipeFor(url: string, sha256: string | undefined): object {
  return {
    package: { name: 'nx-conda-download', version: '0' },
    source: [{ url, file_name: 'downloaded', ...(sha256 !== undefined && { sha256 }) }],
    build: { number: 0, noarch: 'generic' },
  };
}

/** rattler-build puts a hash before the name. */
async function downloaded(cache: string, path: string): Promise<string> {
  const name = path.split('/').at(-1) ?? path;
  const files = await readdir(cache);
  const found = files.find((file) => file.endsWith(name));
  if (found === undefined)
    throw new Error(`rattler-build downloaded ${path}, but ${cache} has only ${files.join(', ')}`);
  return join(cache, found);
}

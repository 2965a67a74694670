import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Cache } from './cache';
import { downloadFromDebian } from './debian';
import { pythonMinor } from './entries';
import { Failure } from './failure';
import { hashOf } from './file-hash';
import type { Download } from './package-recipe';
import { run } from './run';

/**
 * Fetches what the cache lacks, through the machine's own pip and its settings (index, mirror, proxy).
 * @param interpreters candidates to run pip with, best first
 * @throws Failure where there is no pip, or it does not get exactly the files asked for
 */
export async function download(
  files: readonly Download[],
  cache: Cache,
  interpreters: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const debian = files.filter(({ format }) => format === 'deb');
  const python = files.length > debian.length ? await findPip(interpreters) : '';
  await Promise.all(groupsOf(files).map((group) => downloadGroup(group, cache, python)));
  for (const file of debian) await downloadFromDebian(file, cache);
}

/** Large files on their own: each is kept as soon as it is there, and another run goes on with the next. */
function groupsOf(files: readonly Download[]): readonly (readonly Download[])[] {
  const small = files.filter(({ megabytes }) => megabytes === undefined);
  const formats = ['wheel', 'sdist'] as const;
  const large = files.filter(({ format, megabytes }) => format !== 'deb' && megabytes !== undefined);
  return [
    ...formats.map((format) => small.filter((file) => file.format === format)),
    ...large.map((file) => [file]),
  ];
}

async function findPip(interpreters: readonly string[]): Promise<string> {
  for (const python of interpreters) {
    if ((await run(python, ['-m', 'pip', '--version'])).ok) return python;
  }
  throw new Failure(`None of these has pip: ${interpreters.join(', ')}.`, [
    'Install it (apt install python3-pip, or python3 -m ensurepip).',
  ]);
}

async function downloadGroup(files: readonly Download[], cache: Cache, python: string): Promise<void> {
  const format = files[0]?.format;
  if (!format) return;
  await mkdir(cache.staging, { recursive: true });
  const folder = await mkdtemp(join(cache.staging, 'download-'));
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, requirementsText(files));
  const { ok, output } = await run(python, pipArguments(format, requirements, folder));
  if (!ok) throw new Failure(`pip could not download the packages:\n${output.trim()}`, downloadSteps);
  await moveByHash(folder, files, cache);
  await rm(folder, { recursive: true });
}

const downloadSteps = [
  'Where pip cannot reach its index: give it a mirror, a proxy or a folder of files through its own settings.',
  'Where a version is gone: put another version and its hash into entries.ts.',
];

/** @returns a requirements file that pins every file by its hash */
export function requirementsText(files: readonly Download[]): string {
  return files
    .map(({ distribution, version, sha256 }) => `${distribution}==${version} --hash=sha256:${sha256}\n`)
    .join('');
}

/** The oldest names that a wheel of today may have for what every system of the last ten years is. */
const platforms = ['manylinux_2_28', 'manylinux_2_27', 'manylinux_2_17', 'manylinux2014'];

/** The target is named, and not taken from the Python that happens to run pip. */
export function pipArguments(
  format: Download['format'],
  requirements: string,
  folder: string,
): readonly string[] {
  const digits = pythonMinor.replace('.', '');
  const target = [
    ...['--python-version', pythonMinor, '--implementation', 'cp'],
    ...[`cp${digits}`, 'abi3', 'none'].flatMap((abi) => ['--abi', abi]),
    ...[...platforms.map((name) => `${name}_x86_64`), 'any'].flatMap((tag) => ['--platform', tag]),
  ];
  return [
    ...['-m', 'pip', 'download', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps'],
    ...(format === 'wheel' ? ['--only-binary=:all:', ...target] : ['--no-binary=:all:']),
    ...['--require-hashes', '--requirement', requirements, '--dest', folder],
  ];
}

async function moveByHash(folder: string, files: readonly Download[], cache: Cache): Promise<void> {
  const found = new Map<string, string>();
  for (const name of await readdir(folder)) found.set(await hashOf(join(folder, name)), join(folder, name));
  for (const file of files) {
    const source = found.get(file.sha256);
    if (!source)
      throw new Failure(`pip did not deliver ${file.distribution} ${file.version}.`, downloadSteps);
    const target = cache.downloadFile(file);
    await mkdir(dirname(target), { recursive: true });
    await rename(source, target);
  }
}

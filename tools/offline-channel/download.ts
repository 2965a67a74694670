import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from '../../packages/nx-conda/src/machine/file-hash';
import type { Cache } from './cache';
import { downloadFromDebian } from './debian';
import { pythonMinor } from './entries';
import { Failure } from './failure';
import type { Download } from './package-recipe';
import { run } from './run';

/**
 * Downloads the files missing in the cache, through the machine's own pip and its settings (index, mirror, proxy).
 * @param interpreters candidates to run pip with, best first
 * @throws Failure if pip is missing, or does not download exactly the required files
 */
export async function download(
  files: readonly Download[],
  cache: Cache,
  interpreters: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  for (const group of groupsOf(files)) {
    const [first] = group;
    if (first?.format === 'deb') await downloadFromDebian(first, cache);
    else await downloadGroup(group, cache, await findPip(interpreters));
  }
}

/**
 * In this order: Debian's first, which most machines lack. Large files separately: each is kept once complete, and
 * another run continues with the next.
 */
export function groupsOf(files: readonly Download[]): readonly (readonly Download[])[] {
  const [large, small] = [true, false].map((isLarge) =>
    files.filter(({ format, megabytes }) => format !== 'deb' && (megabytes !== undefined) === isLarge),
  );
  const groups = [
    ...files.filter(({ format }) => format === 'deb').map((file) => [file]),
    ...(['wheel', 'sdist'] as const).map((format) => (small ?? []).filter((file) => file.format === format)),
    ...(large ?? []).map((file) => [file]),
  ];
  return groups.filter((group) => group.length > 0);
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
  // pip unpacks and checks in its temporary folder, which may be small.
  const where = { env: { TMPDIR: folder } };
  const { ok, output } = await run(python, pipArguments(format, requirements, folder), where);
  if (!ok) throw new Failure(`pip could not download the packages:\n${output.trim()}`, downloadSteps);
  await moveByHash(folder, files, cache);
  await rm(folder, { recursive: true });
}

const downloadSteps = [
  'If pip cannot reach its index: configure a mirror, a proxy or a folder of files in its own settings.',
  'If a version is gone: put another version and its hash into entries.ts.',
];

/** @returns a requirements file that pins every file by its hash */
export function requirementsText(files: readonly Download[]): string {
  return files
    .map(({ distribution, version, sha256 }) => `${distribution}==${version} --hash=sha256:${sha256}\n`)
    .join('');
}

/** The oldest tags of current wheels that fit every system of the last ten years. */
const platforms = ['manylinux_2_28', 'manylinux_2_27', 'manylinux_2_17', 'manylinux2014'];

/** Names the target explicitly, since any Python may run pip. */
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
    // The files are kept here: no second copy.
    '--no-cache-dir',
    ...(format === 'wheel' ? ['--only-binary=:all:', ...target] : ['--no-binary=:all:']),
    ...['--require-hashes', '--requirement', requirements, '--dest', folder],
  ];
}

async function moveByHash(folder: string, files: readonly Download[], cache: Cache): Promise<void> {
  const found = new Map<string, string>();
  for (const name of await readdir(folder)) found.set(await hashFile(join(folder, name)), join(folder, name));
  for (const file of files) {
    const source = found.get(file.sha256);
    if (!source)
      throw new Failure(`pip did not deliver ${file.distribution} ${file.version}.`, downloadSteps);
    const target = cache.downloadFile(file);
    await mkdir(dirname(target), { recursive: true });
    await rename(source, target);
  }
}

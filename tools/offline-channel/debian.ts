import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from '../../packages/nx-conda/src/machine/file-hash';
import type { Cache } from './cache';
import { Failure } from './failure';
import type { Download } from './package-recipe';
import { findOnPath, run } from './run';

/** The release that has the package; may differ from the machine's own. */
const suite = 'trixie';

/**
 * Downloads a Debian package through the machine's own apt: its mirror, proxy and keys, with another release instead of
 * its own. The machine's package lists do not change.
 * @throws Failure if apt is missing, or does not download exactly the required file
 */
export async function downloadFromDebian(file: Download, cache: Cache): Promise<void> {
  await mkdir(cache.staging, { recursive: true });
  const folder = await mkdtemp(join(cache.staging, 'apt-'));
  const options = await aptOptions(folder);
  await apt(folder, [...options, 'update']);
  await apt(folder, [...options, 'download', `${file.distribution}=${file.version}`]);
  const found = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (!found || (await hashFile(join(folder, found))) !== file.sha256) {
    throw new Failure(
      `apt did not deliver the expected file of ${file.distribution} ${file.version}.`,
      steps,
    );
  }
  const target = cache.downloadFile(file);
  await mkdir(dirname(target), { recursive: true });
  await rename(join(folder, found), target);
  await rm(folder, { recursive: true });
}

/** @throws Failure if this machine cannot download and unpack Debian packages. */
export async function requireDebian(): Promise<void> {
  for (const command of ['apt-get', 'dpkg-deb']) {
    if (!(await findOnPath(command))) throw new Failure(`${command} is not on PATH.`, steps);
  }
}

const steps = [
  'The CUDA compiler needs Debian or a derivative, whose mirror has non-free packages of trixie.',
  'If the version is gone: put another one and its hash into nvcc-downloads.ts.',
];

async function aptOptions(folder: string): Promise<readonly string[]> {
  const targets = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)']);
  if (!targets.ok) throw new Failure(`apt-get does not run: ${targets.output.trim()}`, steps);
  const archive = archiveOf(targets.stdout);
  if (!archive) throw new Failure('apt knows no Debian archive.', steps);
  await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
  await writeFile(join(folder, 'sources.list'), `deb ${archive} ${suite} non-free\n`);
  return [
    ...['-o', `Dir::Etc::sourcelist=${join(folder, 'sources.list')}`, '-o', 'Dir::Etc::sourceparts=-'],
    ...['-o', `Dir::State::Lists=${join(folder, 'lists')}`, '-o', `Dir::Cache=${folder}`],
    ...['-o', 'APT::Sandbox::User=root', '-q'],
  ];
}

/** @returns Debian's release archive, not the one of security updates or of a third party. */
export function archiveOf(indexTargets: string): string | undefined {
  const archives = indexTargets.split('\n').filter((uri) => uri.trim() !== '' && !uri.includes('security'));
  return archives.find((uri) => /\/debian\/?$/.test(uri)) ?? archives[0];
}

/** In the folder: `apt-get download` always writes to the current folder. */
async function apt(folder: string, args: readonly string[]): Promise<void> {
  const { ok, output } = await run('apt-get', args, { cwd: folder });
  if (!ok) throw new Failure(`apt-get ${args.at(-1)} failed:\n${output.trim()}`, steps);
}

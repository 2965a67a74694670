import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../machine/file-hash';
import { type ChannelPackage, readRepodata, recordsKey } from './repodata';
import { ExplainedError } from '../explained-error';

export interface PackageToPublish extends ChannelPackage {
  /** Absolute path of the package. */
  file: string;
}

/** What publishing one package will do. */
export interface Placement {
  built: PackageToPublish;
  /** Absolute path in the channel. */
  target: string;
  /** sha256 of the file that is there already. */
  present?: string;
  result: 'added' | 'unchanged' | 'replaced';
}

/** @throws ExplainedError for a name that leads out of the channel: it comes from an index, which anybody can write. */
export async function placementOf(built: PackageToPublish, channel: string): Promise<Placement> {
  for (const name of [built.subdir, built.fileName]) refuseUnsafe(name);
  const target = join(channel, built.subdir, built.fileName);
  const present = existsSync(target) ? await hashFile(target) : undefined;
  return { built, target, present, result: await resultOf(built, present, channel) };
}

async function resultOf(
  built: PackageToPublish,
  present: string | undefined,
  channel: string,
): Promise<Placement['result']> {
  if (present !== undefined && present !== built.sha256) return 'replaced';
  const repodata = await readRepodata(channel, built.subdir);
  const listed = repodata?.[recordsKey(built.fileName)][built.fileName];
  // A file that is not listed is the rest of a publishing that was cut off.
  return present !== undefined && listed?.['sha256'] === built.sha256 ? 'unchanged' : 'added';
}

/** @throws ExplainedError that names every package that the channel has with other content. */
export function refuseReplacements(placements: Placement[], channel: string): void {
  const clashes = placements.filter(({ result }) => result === 'replaced');
  if (clashes.length === 0) return;
  const lines = clashes.map(
    ({ built: { subdir, fileName, sha256 }, present }) =>
      `  ${subdir}/${fileName}\n    there: sha256 ${present}\n    here:  sha256 ${sha256}`,
  );
  throw new ExplainedError(`${channel} has this already, with other content:\n${lines.join('\n')}`, [
    'Raise build.number or the version in the recipe, build and publish again: who has installed the old package ' +
      'would not get the new one under the same name.',
    'Or replace it, where nobody has installed it yet: add --force.',
  ]);
}

/** @throws ExplainedError for two packages of one name and different content, which no option can decide. */
export function refuseTwins(placements: Placement[]): void {
  const seen = new Map<string, PackageToPublish>();
  for (const { built, target } of placements) {
    const twin = seen.get(target);
    if (twin && twin.sha256 !== built.sha256) {
      throw new ExplainedError(
        `Two packages are called ${built.fileName}:\n  ${twin.file}\n  ${built.file}`,
        ['Give one of them another name, version or build string.'],
      );
    }
    seen.set(target, built);
  }
}

function refuseUnsafe(name: string): void {
  if (/^[^/\\]+$/.test(name) && !name.includes('..') && name !== '.') return;
  throw new ExplainedError(`"${name}" in the index of the packages is no name of a file or subdir.`, [
    'Do not publish these packages: their index was tampered with, or is damaged. Build them again.',
  ]);
}

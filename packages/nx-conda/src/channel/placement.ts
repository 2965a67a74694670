import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../machine/file-hash';
import { type ChannelPackage, readRepodata, recordsKey } from './repodata';
import { ExplainedError } from '../explained-error';

export interface PackageToPublish extends ChannelPackage {
  /** Absolute path of the package. */
  file: string;
}

/** The effect of publishing one package. */
export interface Placement {
  built: PackageToPublish;
  /** Absolute path in the channel. */
  target: string;
  /** sha256 of the existing file. */
  present?: string;
  result: 'added' | 'unchanged' | 'replaced';
}

/** @throws ExplainedError if a name leads out of the channel: it comes from an index, which is untrusted. */
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
  // An unlisted file remains from an interrupted publish.
  return present !== undefined && listed?.['sha256'] === built.sha256 ? 'unchanged' : 'added';
}

/** @throws ExplainedError that lists all packages that the channel has with different content. */
export function refuseReplacements(placements: Placement[], channel: string): void {
  const clashes = placements.filter(({ result }) => result === 'replaced');
  if (clashes.length > 0) throw differentContent(clashes, channel, REPLACE);
}

const REPLACE = 'Or, if the old packages are not installed anywhere yet, replace them with --force.';

/**
 * @param clashes packages that the channel has with different content.
 * @param lastStep what to do instead of changing the build number.
 */
export function differentContent(
  clashes: { built: PackageToPublish; present?: string }[],
  channel: string,
  lastStep = REPLACE,
): ExplainedError {
  const lines = clashes.map(
    ({ built: { subdir, fileName, sha256 }, present }) =>
      `  ${subdir}/${fileName}\n    in the channel: sha256 ${present}\n    to publish:     sha256 ${sha256}`,
  );
  return new ExplainedError(
    `${channel} already has these packages with different content:\n${lines.join('\n')}`,
    [
      'Raise build.number or the version in the recipe, then build and publish again: users who have the ' +
        'old package would not get a new package with the same file name.',
      lastStep,
    ],
  );
}

/** @throws ExplainedError for two packages with the same name and different content, which no option can resolve. */
export function refuseTwins(placements: Placement[]): void {
  const seen = new Map<string, PackageToPublish>();
  for (const { built, target } of placements) {
    const twin = seen.get(target);
    if (twin && twin.sha256 !== built.sha256) {
      throw new ExplainedError(`Two packages are named ${built.fileName}:\n  ${twin.file}\n  ${built.file}`, [
        'Change the name, version or build string of one of the packages.',
      ]);
    }
    seen.set(target, built);
  }
}

/** @throws ExplainedError if a name in an index is not the name of a file or a subdir. */
export function refuseUnsafe(name: string): void {
  if (/^[^/\\]+$/.test(name) && !name.includes('..') && name !== '.') return;
  throw new ExplainedError(
    `The repodata.json of the packages contains "${name}", which is not the name of a file or a subdir.`,
    [
      'Do not publish these packages: their repodata.json is damaged or was tampered with. To rebuild the packages, run nx run <project>:conda-build --skip-nx-cache',
    ],
  );
}

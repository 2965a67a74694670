import { normalizeName } from '../requirements/normalize-name';
import { allowsVersion } from '../requirements/python-constraint';
import type { WantedSdist } from './choose-sdist';
import { compareReleases, isPreRelease, isPythonVersion } from './release-order';
import type { IndexFile } from './simple-index';

/** A wheel of a release. */
export interface Wheel extends IndexFile {
  version: string;
}

/** A wheel of the newest release, without pre-releases and yanked ones; undefined if the index has no wheels. */
export function newestWheel(
  files: readonly IndexFile[],
  { name, constraint = '' }: WantedSdist,
): Wheel | undefined {
  const wheels = files.flatMap((file) => {
    const version = file.yanked === undefined ? versionOfWheel(file.filename, name) : undefined;
    const isWanted = version !== undefined && !isPreRelease(version) && allowsVersion(constraint, version);
    return isWanted ? [{ ...file, version }] : [];
  });
  return wheels.sort((a, b) => compareReleases(a.version, b.version)).at(-1);
}

/** Whether the wheels of a release are for some platform: `cp312-manylinux_2_28_x86_64`; undefined without wheels. */
export function hasPlatformWheels(
  files: readonly IndexFile[],
  { name, version }: WantedSdist,
): boolean | undefined {
  const names = files
    .map(({ filename }) => filename)
    .filter((file) => versionOfWheel(file, name) === version);
  return names.length === 0 ? undefined : names.some((file) => !file.endsWith('-none-any.whl'));
}

/** `Some_Name-1.2-py3-none-any.whl` of `some-name` is 1.2. */
function versionOfWheel(filename: string, name: string): string | undefined {
  const [, distribution, version] = /^([^-]{1,100})-([^-]{1,100})(?:-[^-]+){3,4}\.whl$/.exec(filename) ?? [];
  if (distribution === undefined || version === undefined) return undefined;
  return normalizeName(distribution) === normalizeName(name) && isPythonVersion(version)
    ? version
    : undefined;
}

import { isDeepStrictEqual } from 'node:util';
import type { PackageReport } from '../../record/build-report';
import { formatBytes } from '../../record/units';
import type { PackageFacts, Suspicion } from './package-facts';

/** Bytes; smaller changes are ignored. */
const leastChange = 1024 * 1024;

/** A package that grew by more than half, or shrank to less than half, since the previous build. */
export function sizeChange({ size, previousSize }: PackageFacts): Suspicion[] {
  if (previousSize === undefined || Math.abs(size - previousSize) <= leastChange) return [];
  const sizes = `from ${formatBytes(previousSize)} to ${formatBytes(size)} since the previous build`;
  if (size > previousSize * 1.5) return describe(`grew ${sizes}`, 'larger');
  if (size < previousSize / 2) return describe(`shrank ${sizes}`, 'smaller');
  return [];
}

type Sized = Pick<PackageReport, 'name' | 'subdir' | 'variant' | 'size'>;

/**
 * Bytes of the same package in the previous build: the same name and subdir, any version, and the same variant if
 * several exist. Undefined if none.
 * @param now all packages that were built, including this one.
 */
export function sizeBefore(built: Sized, now: Sized[], before: Sized[]): number | undefined {
  const isAlike = ({ name, subdir }: Sized) => name === built.name && subdir === built.subdir;
  const alike = before.filter(isAlike);
  if (alike.length <= 1 && now.filter(isAlike).length === 1) return alike[0]?.size;
  return alike.find(({ variant }) => isDeepStrictEqual(variant, built.variant))?.size;
}

function describe(what: string, direction: 'larger' | 'smaller'): Suspicion[] {
  const help = [
    `If you did not expect a ${direction} package, check the list "Files in package" in build.log. The previous package no longer exists for a comparison: this build has replaced it.`,
  ];
  return [{ severity: 'info', message: `The package ${what}.`, help }];
}

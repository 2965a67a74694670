import { isDeepStrictEqual } from 'node:util';
import type { PackageReport } from '../../record/build-report';
import { formatBytes } from '../../record/table';
import type { PackageFacts, Suspicion } from './package-facts';

/** Bytes; less is no reason to look. */
const leastChange = 1024 * 1024;

/** A package that grew by more than half, or shrank to less than half, since the build before. */
export function sizeChange({ size, previousSize }: PackageFacts): Suspicion[] {
  if (previousSize === undefined || Math.abs(size - previousSize) <= leastChange) return [];
  const sizes = `from ${formatBytes(previousSize)} to ${formatBytes(size)} since the build before`;
  if (size > previousSize * 1.5) return describe(`grew ${sizes}`, 'more');
  if (size < previousSize / 2) return describe(`shrank ${sizes}`, 'less');
  return [];
}

type Sized = Pick<PackageReport, 'name' | 'subdir' | 'variant' | 'size'>;

/**
 * Bytes of the same package in the build before: the same name and subdir, whatever the version; and the same variant,
 * where there are several. Undefined where there was none.
 * @param now all that were built, with the package itself.
 */
export function sizeBefore(built: Sized, now: Sized[], before: Sized[]): number | undefined {
  const isAlike = ({ name, subdir }: Sized) => name === built.name && subdir === built.subdir;
  const alike = before.filter(isAlike);
  if (alike.length <= 1 && now.filter(isAlike).length === 1) return alike[0]?.size;
  return alike.find(({ variant }) => isDeepStrictEqual(variant, built.variant))?.size;
}

function describe(what: string, direction: 'more' | 'less'): Suspicion[] {
  const help = [`If the recipe should not give ${direction}, compare the files of both packages.`];
  return [{ severity: 'info', message: `The package ${what}.`, help }];
}

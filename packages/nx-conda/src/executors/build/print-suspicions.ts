import { basename } from 'node:path';
import { checkBuiltPackage, describeSuspicions } from '../../checks/built-package/check-built-package';
import type { Suspicion } from '../../checks/built-package/package-facts';
import { sizeBefore } from '../../checks/built-package/size-change';
import { readSurroundings } from '../../checks/built-package/surroundings';
import { rattlerPackageFolder } from '../../machine/cache-folder';
import { logger } from '../../nx';
import { type PackageReport, readBuildReport } from '../../record/build-report';
import type { BuiltPackage } from './collect';

/** A package and its suspicious findings. */
export interface LookedAt {
  /** Name of the package file. */
  file: string;
  suspicions: Suspicion[];
}

/**
 * Inspects packages that were just built. It reads rattler's cache and the report of the previous build, so it must
 * run before the cache is cleaned and the report replaced.
 * @param output folder of the previous build; need not exist.
 */
export async function lookAt(packages: BuiltPackage[], output: string): Promise<LookedAt[]> {
  const [now, before] = [packages.map(({ report }) => report), reportsIn(output)];
  const outputs = packages.map(({ facts }) => facts);
  const folder = rattlerPackageFolder(process.env);
  return Promise.all(
    packages.map(async ({ report, facts }) => {
      const previousSize = sizeBefore(report, now, before);
      const around = await readSurroundings(facts, outputs, folder);
      const suspicions = checkBuiltPackage({ ...facts, previousSize }, around);
      return { file: basename(report.file), suspicions };
    }),
  );
}

/** Prints suspicious findings; prints nothing about other packages. */
export function printSuspicions(packages: LookedAt[]): void {
  for (const { file, suspicions } of packages.filter((one) => one.suspicions.length > 0)) {
    const isWarning = suspicions.some(({ severity }) => severity === 'warning');
    logger[isWarning ? 'warn' : 'info'](describeSuspicions(file, suspicions));
  }
}

/** None if the project was not built before or its report is unreadable. */
function reportsIn(output: string): PackageReport[] {
  try {
    return readBuildReport(output).packages;
  } catch {
    return [];
  }
}

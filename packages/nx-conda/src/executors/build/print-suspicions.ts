import { basename } from 'node:path';
import { checkBuiltPackage, describeSuspicions } from '../../checks/built-package/check-built-package';
import type { Suspicion } from '../../checks/built-package/package-facts';
import { sizeBefore } from '../../checks/built-package/size-change';
import { readSurroundings } from '../../checks/built-package/surroundings';
import { rattlerPackageFolder } from '../../machine/cache-folder';
import { logger } from '../../nx';
import { type PackageReport, readBuildReport } from '../../record/build-report';
import type { BuiltPackage } from './collect';

/** A package and what is suspicious about it. */
export interface LookedAt {
  /** Name of the package file. */
  file: string;
  suspicions: Suspicion[];
}

/**
 * Looks at packages that were just built. Reads rattler's cache and the report of the build before: so it has to
 * happen before the one is cleaned and the other replaced.
 * @param output folder of the build before; it need not exist.
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

/** Prints what is suspicious, and nothing about other packages. */
export function printSuspicions(packages: LookedAt[]): void {
  for (const { file, suspicions } of packages.filter((one) => one.suspicions.length > 0)) {
    const isWarning = suspicions.some(({ severity }) => severity === 'warning');
    logger[isWarning ? 'warn' : 'info'](describeSuspicions(file, suspicions));
  }
}

/** None where the project was not built before, or nobody can read it any more. */
function reportsIn(output: string): PackageReport[] {
  try {
    return readBuildReport(output).packages;
  } catch {
    return [];
  }
}

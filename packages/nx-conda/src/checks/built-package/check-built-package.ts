import { formatSteps } from '../../explained-error';
import type { PackageFacts, Suspicion } from './package-facts';
import { cudaMinorNotKept } from './cuda-minor';
import { missingLibraries } from './missing-libraries';
import { noDeviceCode } from './no-device-code';
import { sizeChange } from './size-change';
import type { PackageSurroundings } from './surroundings';
import { unexpectedFiles } from './unexpected-files';
import { unneededDependencies } from './unneeded-dependencies';

/** Everything suspicious about a package, warnings first. */
export function checkBuiltPackage(built: PackageFacts, around: PackageSurroundings): Suspicion[] {
  const found = [
    ...missingLibraries(built, around),
    ...cudaMinorNotKept(built, around),
    ...noDeviceCode(built, around),
    ...unexpectedFiles(built),
    ...unneededDependencies(built, around),
    ...sizeChange(built),
  ];
  const isWarning = ({ severity }: Suspicion) => severity === 'warning';
  return [...found.filter(isWarning), ...found.filter((one) => !isWarning(one))];
}

/** The printed text; empty if nothing is suspicious. @param file name of the package. */
export function describeSuspicions(file: string, suspicions: Suspicion[]): string {
  if (suspicions.length === 0) return '';
  const each = suspicions.map(({ severity, message, help }) => formatSteps(`${severity}: ${message}`, help));
  return [`Possible problems in ${file}:`, ...each].join('\n');
}

import { fileSystemOf } from '../../machine/free-space';
import { logger } from '../../nx';
import { readBuildReport } from '../../record/build-report';
import type { CondaTask } from '../task';
import { checkDisk } from './disk-needs';

/**
 * Prints a warning if a build may fill a disk.
 * @param folder of the build
 * @throws ExplainedError if a disk is full already.
 */
export async function requireDisk(
  { recipePath, output }: CondaTask,
  folder: string,
  isCuda: boolean,
): Promise<void> {
  const folders = {
    work: { path: folder, disk: await fileSystemOf(folder) },
    output: { path: output, disk: await fileSystemOf(output) },
  };
  const warning = checkDisk(recipePath, folders, { isCuda, lastPackages: bytesOfLastBuild(output) });
  if (warning !== undefined) logger.warn(warning);
}

/** Undefined if there is no build, or its report is damaged: then this build replaces it. */
function bytesOfLastBuild(output: string): number | undefined {
  try {
    const { packages } = readBuildReport(output);
    return packages.reduce((sum, { size }) => sum + size, 0);
  } catch {
    return undefined;
  }
}

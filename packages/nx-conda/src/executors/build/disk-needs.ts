import { ExplainedError, formatSteps } from '../../explained-error';
import type { FileSystem } from '../../machine/free-space';
import { formatBytes } from '../../record/units';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** A build keeps its sources, objects, environments and packages; packages are compressed to about a quarter. */
const WORK_PER_PACKAGE = 12;
/** Bytes for a recipe that was never built. */
const FIRST_BUILD = GIB;
/** The CUDA compiler and its libraries alone take about this. */
const FIRST_CUDA_BUILD = 5 * GIB;
/** Bytes. With less, the environments of a build have no room. */
const LEAST = 100 * MIB;

/** The known facts about the size of a build. */
export interface BuildSize {
  isCuda: boolean;
  /** Bytes of the packages of the last build; undefined: never built here. */
  lastPackages?: number;
}

/** A folder that a build fills. */
export interface BuildFolder {
  path: string;
  /** Undefined: unknown. */
  disk?: FileSystem;
}

/** What a disk lacks for a build. */
interface Shortage {
  folder: string;
  /** Bytes. */
  free: number;
  needed: number;
}

/**
 * Compares the free space with what a build needs.
 * @param work where the recipe is built; `output` where its packages are kept
 * @returns a warning if the space may not suffice; undefined if it should.
 * @throws ExplainedError if it cannot suffice.
 */
export function checkDisk(
  recipe: string,
  { work, output }: { work: BuildFolder; output: BuildFolder },
  size: BuildSize,
): string | undefined {
  const needed = workBytes(size);
  const packages = size.lastPackages ?? 0;
  const isOneDisk = work.disk?.device === output.disk?.device;
  const shortOfWork = shortage(work, isOneDisk ? needed + packages : needed);
  if (shortOfWork && shortOfWork.free < LEAST) throw cannotFit(recipe, shortOfWork, size);
  const short = shortOfWork ?? shortage(output, packages);
  return short && formatSteps(mayNotFit(recipe, short, size), stepsFor(short === shortOfWork));
}

function workBytes({ isCuda, lastPackages }: BuildSize): number {
  if (lastPackages !== undefined) return WORK_PER_PACKAGE * lastPackages;
  return isCuda ? FIRST_CUDA_BUILD : FIRST_BUILD;
}

function shortage({ path, disk }: BuildFolder, needed: number): Shortage | undefined {
  return disk && disk.free < needed ? { folder: path, free: disk.free, needed } : undefined;
}

function cannotFit(recipe: string, short: Shortage, size: BuildSize): ExplainedError {
  return new ExplainedError(
    `${recipe} was not built, because the disk is almost full: ${comparison(short, size)}`,
    stepsFor(true),
  );
}

function mayNotFit(recipe: string, short: Shortage, size: BuildSize): string {
  return `The disk may become full while ${recipe} is built: ${comparison(short, size)}`;
}

function comparison({ folder, free, needed }: Shortage, size: BuildSize): string {
  const basis =
    size.lastPackages === undefined
      ? `a first ${size.isCuda ? 'CUDA build' : 'build'} often needs`
      : 'judging from the last build, the build needs';
  return `${basis} ${formatBytes(needed)}, but only ${formatBytes(free)} are free for ${folder}.`;
}

function stepsFor(isWork: boolean): string[] {
  return [
    'Free some space. To list old build folders and caches that can be deleted, run npx nx-conda clean',
    isWork
      ? 'Or set NX_CONDA_CACHE_DIR to a folder on another disk: nx-conda keeps its caches and build folders there.'
      : 'Or move the workspace to another disk.',
  ];
}

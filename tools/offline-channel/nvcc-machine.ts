import { requireDebian } from './debian';
import { Failure } from './failure';
import type { Machine } from './machine';

/** The limits in crt/host_config.h of CUDA 12.6. */
const newestGcc = 13;
/**
 * From this version on, the C library declares functions, such as sinpi, that the headers of CUDA 12 declare as well.
 */
const firstGlibcInTheWay = 41;

/**
 * Checks before gigabytes are downloaded.
 * @throws Failure if nvcc is unavailable, or incompatible with this machine's compiler and C library
 */
export async function requireNvccFits({ compilers, glibc }: Machine): Promise<void> {
  if (Number(compilers.version.split('.')[0]) > newestGcc) {
    throw new Failure(`CUDA 12.6 does not compile with gcc ${compilers.version}.`, [
      `Put gcc and g++ ${newestGcc} or older first on PATH, under these names.`,
    ]);
  }
  if (Number(glibc.split('.')[1]) >= firstGlibcInTheWay) {
    throw new Failure(`CUDA 12.6 does not compile with glibc ${glibc}.`, [
      'Use a machine or a container with an older one, such as Debian 12.',
    ]);
  }
  await requireDebian();
}

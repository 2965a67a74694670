import { requireDebian } from './debian';
import { Failure } from './failure';
import type { Machine } from './machine';

/** What crt/host_config.h of CUDA 12.6 accepts. */
const newestGcc = 13;
/** From here on the C library declares functions, such as sinpi, that the headers of CUDA 12 declare as well. */
const firstGlibcInTheWay = 41;

/**
 * Looks before gigabytes are downloaded.
 * @throws Failure where nvcc could not be had, or not be used with this machine's compiler and C library
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

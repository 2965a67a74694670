import type { Download } from './package-recipe';

export const version = '12.6.85';

/** ptxas, libNVVM, libdevice and the compiler's headers. */
export const wheel: Download = {
  distribution: 'nvidia-cuda-nvcc-cu12',
  version,
  sha256: 'd75d9d74599f4d7c0865df19ed21b739e6cb77a6497a3f73d6f61e8038a765e4',
  format: 'wheel',
  megabytes: 21,
};

/**
 * Parts missing in NVIDIA's wheels of CUDA 12: nvcc itself, cudafe++, cicc, fatbinary and nvlink. Debian's newest of
 * CUDA 12 is 12.4.1; its parts read the 12.6 headers and call ptxas 12.6.
 */
export const debian: Download = {
  distribution: 'nvidia-cuda-toolkit',
  version: '12.4.131~12.4.1-2',
  sha256: 'cd5fe85aee38d108b315f408a688641478f2402622a10c677478eb7a6c4e5319',
  format: 'deb',
  megabytes: 87,
};

/** The only source of the device run-time library: cumm's own wheel contains it. */
export const deviceLibrary: Download = {
  distribution: 'cumm',
  version: '0.7.11',
  sha256: '611c76672c9e0250fbded6c37147f9713f2900c59379f0c2f6da67a842aca6c5',
  format: 'wheel',
  megabytes: 2,
};

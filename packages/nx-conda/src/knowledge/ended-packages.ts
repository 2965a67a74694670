/** A package that conda-forge no longer builds. */
export interface EndedPackage {
  /** Its last release: `11.8`. */
  last: string;
  instead: string;
}

const CUDA_11 =
  'Since CUDA 12, cuda-version selects the release, and each library has a package of its own: for example libcublas-dev in host.';
const NVCC_11 = "Since CUDA 12, nvcc is in cuda-nvcc: write compiler('cuda') in build.";

/**
 * The packages of CUDA 11 and before: conda-forge.github.io, issue 1963, and the feedstocks of cudatoolkit (issue 109),
 * cudatoolkit-dev (issue 83) and nvcc (issue 116), archived with admin-requests 1680.
 */
const ENDED: Readonly<Record<string, EndedPackage>> = {
  cudatoolkit: { last: '11.8', instead: CUDA_11 },
  'cudatoolkit-dev': { last: '11.8', instead: CUDA_11 },
  'nvcc_linux-64': { last: '11.8', instead: NVCC_11 },
  'nvcc_linux-aarch64': { last: '11.8', instead: NVCC_11 },
  'nvcc_linux-ppc64le': { last: '11.8', instead: NVCC_11 },
  'nvcc_win-64': { last: '11.8', instead: NVCC_11 },
};

/** Undefined for a package that conda-forge builds, or never had. */
export function endedPackage(name: string): EndedPackage | undefined {
  return Object.hasOwn(ENDED, name) ? ENDED[name] : undefined;
}

import { compareVersions } from './versions';

/**
 * The CUDA releases whose nvcc compiles for a compute capability: the first, and the first that no longer does. From
 * the release notes of the toolkit. Since 11.7, compared with NVIDIA's wheels on PyPI: the architectures in `ptxas --help`
 * of nvidia-cuda-nvcc-cu11 and -cu12 (11.7, 11.8, 12.0, 12.6, 12.8, 12.9), and `nvcc --list-gpu-arch` of nvidia-cuda-nvcc
 * (13.0 to 13.5).
 */
const SUPPORT: Readonly<Record<string, { since: string; until?: string }>> = {
  '2.0': { since: '3.0', until: '9.0' },
  '2.1': { since: '3.2', until: '9.0' },
  '3.0': { since: '4.2', until: '11.0' },
  '3.2': { since: '6.0', until: '11.0' },
  '3.5': { since: '5.0', until: '12.0' },
  '3.7': { since: '6.5', until: '12.0' },
  '5.0': { since: '6.5', until: '13.0' },
  '5.2': { since: '7.0', until: '13.0' },
  '5.3': { since: '7.0', until: '13.0' },
  '6.0': { since: '8.0', until: '13.0' },
  '6.1': { since: '8.0', until: '13.0' },
  '6.2': { since: '8.0', until: '13.0' },
  '7.0': { since: '9.0', until: '13.0' },
  '7.2': { since: '9.2', until: '13.0' },
  '7.5': { since: '10.0' },
  '8.0': { since: '11.0' },
  '8.6': { since: '11.1' },
  '8.7': { since: '11.4' },
  '8.8': { since: '13.0' },
  '8.9': { since: '11.8' },
  '9.0': { since: '11.8' },
  '10.0': { since: '12.8' },
  // Called 11.0 since CUDA 13.
  '10.1': { since: '12.8', until: '13.0' },
  '10.3': { since: '12.9' },
  '10.7': { since: '13.4' },
  '11.0': { since: '13.0' },
  '12.0': { since: '12.8' },
  '12.1': { since: '12.9' },
};

/**
 * Why a release of CUDA does not compile for an architecture; undefined if it does, or if unknown.
 * @param architecture a compute capability, `8.6`
 * @param cuda a release, `12.6`
 */
export function unsupportedBy(architecture: string, cuda: string): string | undefined {
  const support = SUPPORT[architecture];
  if (!support) return undefined;
  if (compareVersions(cuda, support.since) < 0) return `requires CUDA ${support.since} or later`;
  if (support.until === undefined || compareVersions(cuda, support.until) < 0) return undefined;
  return `was dropped in CUDA ${support.until}`;
}

/**
 * The architectures of conda-forge's PyTorch (pytorch-cpu-feedstock, recipe/build.sh): enough for extensions. By the
 * first CUDA release of each list.
 */
const PYTORCH_LISTS: readonly [string, string][] = [
  ['13.0', '7.5;8.0;8.6;9.0;10.0;11.0;12.0+PTX'],
  ['12.8', '5.0;6.0;7.0;7.5;8.0;8.6;9.0;10.0;12.0+PTX'],
  ['12.0', '5.0;6.0;6.1;7.0;7.5;8.0;8.6;8.9;9.0+PTX'],
];

/** Sources of PyTorch extensions whose setup.py names the architectures in flags, so that PyTorch reads no variable. */
export const OWN_ARCHITECTURES =
  /\b(?:flash[-_]attn|flash-attention|mamba[-_]ssm|state-spaces\/mamba|causal[-_]conv1d|fast[-_]hadamard[-_]transform|natten|sageattention)\b/i;

/** A value for TORCH_CUDA_ARCH_LIST that a release of CUDA can compile. */
export function pytorchArchitectures(cuda: string): string {
  const found = PYTORCH_LISTS.find(([since]) => compareVersions(cuda, since) >= 0);
  return found?.[1] ?? '5.0;6.0;7.0;7.5;8.0;8.6+PTX';
}

/** The architectures of cumm's matrix kernels (cumm/common.py, the table for CUMM_CUDA_ARCH_LIST=all). */
export function cummArchitectures(cuda: string): string {
  if (compareVersions(cuda, '12.8') >= 0) return '7.5;8.0;8.6;8.9;9.0;10.0;12.0+PTX';
  return compareVersions(cuda, '11.8') >= 0
    ? '6.0;7.0;7.5;8.0;8.6;8.9;9.0+PTX'
    : '5.2;6.0;6.1;7.0;7.5;8.0;8.6+PTX';
}

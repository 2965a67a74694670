/**
 * PyTorch's headers that include ATen/cuda/CUDAContextLight.h, and so cusparse.h, cublas_v2.h and cusolverDn.h (PyTorch's
 * own source; the three exceptions in ATen/cuda/ include none of them).
 */
const CONTEXT =
  /^[ \t]*#[ \t]*include[ \t]*[<"](?:ATen\/cuda\/(?!Atomic\.cuh|DeviceUtils\.cuh|NumericLimits\.cuh)|THC\/|torch\/csrc\/cuda\/)/m;

/** Whether a C++ or CUDA source includes PyTorch headers that need the packages of {@link TORCH_NEEDS}. */
export function includesTorchContext(text: string): boolean {
  return CONTEXT.test(text);
}

/** The packages with the headers that PyTorch's CUDA headers include, linked or not. */
export const TORCH_NEEDS: readonly string[] = [
  'cuda-cudart-dev',
  'libcublas-dev',
  'libcusolver-dev',
  'libcusparse-dev',
];

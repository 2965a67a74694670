/** The headers in `crt/`, which nvcc brings for itself only (cuda-nvcc-impl-feedstock). */
export const CUDA_CRT = 'cuda-crt-dev_${{ target_platform }}';

/** Packages that contain or require them; up to CUDA 12.1, they were in cuda-nvcc-dev. slepc-feedstock has cuda-crt. */
export const BRINGS_CRT = /^cuda-crt(-dev_.+)?$|^cuda-nvcc-dev_/;

/**
 * Headers of cuda-cudart-dev that include one of `crt/`, by themselves or through others: followed in NVIDIA's wheel of
 * the runtime, nvidia-cuda-runtime-cu12 12.6.77.
 */
const INCLUDING = new RegExp(
  `^(?:${[
    'cuComplex|cuda_(?:bf16|fp16|fp8|runtime|runtime_api|device_runtime_api|surface_types|texture_types)',
    'cuda_(?:egl|gl|vdpau)_interop|builtin_types|channel_descriptor|driver_(?:functions|types)|vector_(?:functions|types)',
    'device_(?:atomic_functions|launch_parameters)|surface_types|texture_types|host_defines',
    'sm_\\d\\d_(?:atomic_functions|intrinsics)',
  ].join('|')})\\.h$`,
);

/** Whether a C or C++ compiler needs the headers in `crt/` for a header. */
export function includesCrt(header: string): boolean {
  return header.startsWith('crt/') || INCLUDING.test(header);
}

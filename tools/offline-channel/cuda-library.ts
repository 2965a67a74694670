/** A library of the CUDA toolkit, from NVIDIA's wheel on the Python package index. */
export interface CudaLibrary {
  /** conda-forge's name of the run-time package. */
  readonly name: string;
  readonly distribution: string;
  readonly version: string;
  /** Version of the wheel. */
  readonly sha256: string;
  /** Its folder in the wheel. */
  readonly folder: string;
  /** Release of the toolkit that it belongs to, such as `12.6`; absent: for every release of the major version. */
  readonly cuda?: string;
  /** The library's run-time requirements, besides cuda-version. */
  readonly run?: readonly string[];
  /** `none`: no files to build with; `same`: headers and links are in the package itself. */
  readonly development?: 'none' | 'same';
  /** Approximate download size, for the message before it. */
  readonly megabytes: number;
}

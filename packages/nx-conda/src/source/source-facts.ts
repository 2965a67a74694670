// What a source says about itself, read without running any of it.

/** Where a source is from, as a recipe names it. */
export type SourceOrigin =
  | { kind: 'git'; url: string; tag: string | undefined; commit: string }
  /** @property sha256 hexadecimal */
  | { kind: 'url'; url: string; sha256: string }
  /** @property path absolute */
  | { kind: 'path'; path: string };

/** A source on this machine, and what its files say. */
export interface SourceFacts {
  origin: SourceOrigin;
  /** Absolute path of its top folder. */
  folder: string;
  /** As upstream writes it. */
  name: string | undefined;
  version: string | undefined;
  summary: string | undefined;
  homepage: string | undefined;
  /** SPDX expression, or what upstream has written instead; undefined where that is nothing. */
  license: string | undefined;
  /** Relative to the top folder, the main one first. */
  licenseFiles: string[];
  python: PythonFacts | undefined;
  /** With a CMakeLists.txt in the top folder. */
  cmake: CmakeFacts | undefined;
  cuda: CudaFacts | undefined;
  /** Languages that have to be compiled: `c`, `cxx`, `cuda`, `rust`, `fortran`. */
  languages: string[];
  /** What a Python distribution is linked with, as linkers, pkg-config and CMake call it: `z`, `geos`, `HDF5`. */
  links: string[];
  /** Only headers to install: no CMake, no Python, `include/` with headers. */
  isHeaderOnly: boolean;
}

export interface PythonFacts {
  /** Where pyproject.toml or setup.py is, relative to the top folder; `.` for that; undefined: there is no build system. */
  project: string | undefined;
  /** Import names of the top-level packages and modules that are installed. */
  imports: string[];
  requires: PythonRequirement[];
  /** Of `[build-system]` and setup_requires. */
  buildRequires: PythonRequirement[];
  /** `>=3.8`; undefined where none is given. */
  requiresPython: string | undefined;
  /** Match specs of conda in an environment.yml, as written: `pytorch=2.5.0`; for sources without a build system. */
  condaRequires?: string[];
  /** `name = module:function`, console scripts only. */
  entryPoints: string[];
  /** False where something is compiled for one platform. */
  isPure: boolean;
  /** Environment variables that change the name of the distribution: CUMM_CUDA_VERSION. */
  renamedBy: string[];
  /** What the source computes in a way that cannot be told without running it: `version`, `requires`. */
  unread?: ('version' | 'requires')[];
}

/** A requirement of a Python distribution (PEP 508). */
export interface PythonRequirement {
  /** As written. */
  name: string;
  extras: string[];
  /** `>=1.0,<2`, without spaces; empty for any. */
  constraint: string;
  /** `python_version < "3.11"`; undefined for always. */
  marker: string | undefined;
}

export interface CmakeFacts {
  languages: string[];
  /** Names in find_package. */
  finds: string[];
}

export interface CudaFacts {
  /** `torch`: CUDAExtension of PyTorch; `cmake`; `setup`: nvcc by other ways, cumm's among them. */
  builtBy: 'torch' | 'cmake' | 'setup';
  /** Folders with a setup.py of their own for a CUDA extension, relative to the top folder: `libs/pointops`. Where the source has a build system, nothing says that they belong to it. */
  extensions: string[];
  /** Import names of what these install: `pointops`. */
  extensionImports?: string[];
  /** The -dev packages whose headers are included. */
  devPackages: string[];
  /** Where CUDA is looked for in a fixed place. */
  fixedPaths: FixedPath[];
}

export interface FixedPath {
  /** Relative to the top folder. */
  file: string;
  /** 1-based. */
  line: number;
  text: string;
}

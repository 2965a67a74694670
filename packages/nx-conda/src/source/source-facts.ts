// Facts about a source, read without running its code.

/** The origin of a source, for `source:` of a recipe. */
export type SourceOrigin =
  | { kind: 'git'; url: string; tag: string | undefined; commit: string }
  /** @property sha256 hexadecimal */
  | { kind: 'url'; url: string; sha256: string }
  /** @property path absolute */
  | { kind: 'path'; path: string };

/** A release in a package index without an sdist. */
export interface WheelRelease {
  version: string;
  /** For `git:<url>@<tag>`; undefined if unknown. */
  repository: string | undefined;
}

/** A source on this machine, and the facts in its files. */
export interface SourceFacts {
  origin: SourceOrigin;
  /** Absolute path of its top folder. */
  folder: string;
  /** As written by upstream. */
  name: string | undefined;
  version: string | undefined;
  summary: string | undefined;
  homepage: string | undefined;
  /** SPDX expression, or upstream's own text; undefined if neither exists. */
  license: string | undefined;
  /** True if it is unknown whether later versions of a GNU license are allowed. */
  isLicenseVersionOpen?: boolean;
  /** Relative to the top folder, the main one first. */
  licenseFiles: string[];
  python: PythonFacts | undefined;
  /** With a CMakeLists.txt in the top folder. */
  cmake: CmakeFacts | undefined;
  cuda: CudaFacts | undefined;
  /** Languages to compile: `c`, `cxx`, `cuda`, `rust`, `fortran`. */
  languages: string[];
  /** Of a Python distribution with Rust: the folder of its Cargo.toml, relative to the top folder (`.`). */
  crate?: string | undefined;
  /** Libraries linked by a Python distribution, named as for linkers, pkg-config and CMake: `z`, `geos`, `HDF5`. */
  links: string[];
  /** The newest release, if the index has only wheels of it: this source is an older one. */
  newer?: WheelRelease | undefined;
  /** Only headers to install: no CMake, no Python, `include/` with headers. */
  isHeaderOnly: boolean;
}

export interface PythonFacts {
  /** Folder of pyproject.toml or setup.py, relative to the top folder (`.`); undefined without a build system. */
  project: string | undefined;
  /** Import names of the installed top-level packages and modules. */
  imports: string[];
  requires: PythonRequirement[];
  /** Of `[build-system]` and setup_requires, and those that the build imports. */
  buildRequires: PythonRequirement[];
  /** Distributions that the build imports if they are there, or below a condition. */
  optionalBuildRequires?: string[];
  /** `>=3.8`; undefined if not given. */
  requiresPython: string | undefined;
  /** Match specs of conda in an environment.yml, as written: `pytorch=2.5.0`; for sources without a build system. */
  condaRequires?: string[];
  /** `name = module:function`, console scripts only. */
  entryPoints: string[];
  /** The names of those that print help for `--help`, as far as known: their module reads arguments with a library. */
  commandsWithHelp?: string[];
  /** Names of programs that are files of the source: `scripts=["bin/thing"]`. */
  scripts?: string[];
  /** False if the version certainly does not come from tags of git. */
  isVersionOfGit?: boolean;
  /** False if something is compiled for one platform. */
  isPure: boolean;
  /** Environment variables that change the name of the distribution: CUMM_CUDA_VERSION. */
  renamedBy: string[];
  /** Fields that cannot be determined without running the source: `version`, `requires`. */
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
  /** For `name @ https://...`. */
  url?: string;
}

export interface CmakeFacts {
  languages: string[];
  /** Names in find_package. */
  finds: string[];
}

export interface CudaFacts {
  /** `torch`: CUDAExtension of PyTorch; `cmake`; `setup`: nvcc in other ways, including cumm's. */
  builtBy: 'torch' | 'cmake' | 'setup';
  /** Folders with their own setup.py for a CUDA extension, relative to the top folder: `libs/pointops`. If the source has a build system, they may not belong to it. */
  extensions: string[];
  /** Import names of the modules that these install: `pointops`. */
  extensionImports?: string[];
  /** The -dev packages whose headers are included. */
  devPackages: string[];
  /** Places in the source with a fixed path to CUDA. */
  fixedPaths: FixedPath[];
}

export interface FixedPath {
  /** Relative to the top folder. */
  file: string;
  /** 1-based. */
  line: number;
  text: string;
}

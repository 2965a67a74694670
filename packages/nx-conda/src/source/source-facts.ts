// Facts about a source, read without running its code.

import type { CmakeCuda } from './native/cmake/cmake-cuda';
import type { OptionalFind } from './native/cmake/cmake-finds';
import type { Download } from './native/cmake/downloads';

export type { CmakeCuda, Download, OptionalFind };

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
  /** Licenses that contradict each other: `metadata: BSD`, `LICENSE: Apache-2.0`. */
  otherLicenses?: string[];
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
  /** Where setup.py computes the libraries that it links, if none is known: `setup.py:12 (libraries=find())`. */
  computedLibraries?: string[];
  /** A feature of cargo that turns CUDA on, and is off. */
  cudaFeature?: string | undefined;
  /** Libraries linked by a Python distribution, named as for linkers, pkg-config and CMake: `z`, `geos`, `HDF5`. */
  links: string[];
  /** Packages with programs that the build starts without requiring them: `cmake`, `make`, `libprotobuf`. */
  buildTools?: string[];
  /** Programs that the build starts, and that are in no known package, with the place: `fpm (setup.py:12)`. */
  unknownPrograms?: string[];
  /** The environment variable that turns compiling on, of a build that compiles nothing without it. */
  extensionSwitch?: { name: string; value: string };
  /** Whether the index has wheels of this release for some platform; undefined if it has no wheels, or is not known. */
  hasPlatformWheels?: boolean | undefined;
  /** The newest release, if the index has only wheels of it: this source is an older one. */
  newer?: WheelRelease | undefined;
  /** Files that the build names, and that the source lacks, the first few. */
  missingSources?: string[];
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
  /** The environment variable that setup.py takes the version from: PACKAGE_VERSION. */
  versionVariable?: string;
  /** False if the version certainly does not come from tags of git. */
  isVersionOfGit?: boolean;
  /** False if something is compiled for one platform. */
  isPure: boolean;
  /** The evidence that something is compiled, if it does not show the languages: `ext_modules in setup.py`. */
  unclearBuild?: string;
  /** Compiled libraries that the source contains, the first few: `package/library.so`. */
  shippedLibraries?: string[];
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
  /** Names in find_package that the build needs, or may need. */
  finds: string[];
  /** conda packages with programs that CMake starts: `bison`. */
  programs?: string[];
  /** Other names in find_package. */
  optionalFinds?: OptionalFind[];
  cuda?: CmakeCuda;
  /** What CMake downloads during the build. */
  downloads?: Download[];
  /** Whether the build of the Python project passes CMAKE_ARGS to CMake. */
  readsArguments?: boolean;
}

export interface CudaFacts {
  /** `torch`: CUDAExtension of PyTorch; `cmake`; `meson`; `setup`: nvcc in other ways, including cumm's. */
  builtBy: 'torch' | 'cmake' | 'meson' | 'setup';
  /** Folders with their own setup.py for a CUDA extension, relative to the top folder: `libs/pointops`. If the source has a build system, they may not belong to it. */
  extensions: string[];
  /** Import names of the modules that these install: `pointops`. */
  extensionImports?: string[];
  /** The -dev packages whose headers are included. */
  devPackages: string[];
  /** True if nvcc certainly compiles a file into the package. */
  hasDeviceCode?: boolean;
  /** For `cmake`: whether CUDA is needed, and by which option or condition. */
  cmake?: CmakeCuda;
  /** Places in the source with a fixed path to CUDA. */
  fixedPaths: FixedPath[];
  /** True if it compiles no code for GPUs, and only calls CUDA's libraries. */
  callsOnly?: boolean;
  /** True if PyTorch's builder compiles for CUDA on a machine without CUDA too, which fails. */
  isAlwaysCuda?: boolean;
  /** How a build without a GPU compiles for CUDA; undefined if nothing decides. */
  switches?: CudaSwitches;
  /** What decides for which GPUs setup.py compiles; undefined if that is unknown. */
  architectures?: CudaArchitectures;
}

/** What decides for which GPU architectures a build compiles. */
export interface CudaArchitectures {
  /** An environment variable that the build reads. */
  variable?: ArchitectureVariable;
  /** Flags of nvcc in the source name these: `80`. Then PyTorch's builder does not read TORCH_CUDA_ARCH_LIST. */
  fixed?: { architectures: string[]; place: string };
}

export interface ArchitectureVariable {
  /** `FLASH_ATTN_CUDA_ARCHS` */
  name: string;
  /** Its value if it is not set: `80;90`. */
  otherwise?: string;
  /** `;` in `80;90`; undefined if unknown. */
  separator?: string;
  /** True for `8.0`, false for `80`; undefined if unknown. */
  isDotted?: boolean;
  /** `sm_` in `sm_80`. */
  prefix?: string;
  /** True if the build takes one architecture only. */
  isSingle?: boolean;
}

/** How a setup.py compiles CUDA code on a machine with CUDA but without a GPU. */
export interface CudaSwitches {
  /** Environment variables that turn CUDA on. */
  variables: { name: string; value: string }[];
  /** True if a GPU alone does not turn CUDA on. */
  needsVariables?: boolean;
  /** Arguments of setup.py that turn CUDA on: `--force_cuda`. */
  flags: string[];
  /** Whether setup.py takes its own arguments away, so that pip can pass them. */
  takesFlags?: boolean;
  /** Environment variables for the folder of CUDA: `CUDA_PATH`. */
  homes?: string[];
  /** Environment variables that make it compile, instead of downloading a wheel. */
  building: { name: string; value: string }[];
  /** The place that decides against CUDA without a GPU, whatever the environment: `setup.py:12`. */
  needsGpu?: string | undefined;
  /** The place that asks for a GPU, if it is unknown whether it decides. */
  mayNeedGpu?: string | undefined;
  /** Set if no call that compiles for CUDA was found: the environment variables that may decide about it. */
  unfollowed?: string[];
  /** The place that decides against CUDA because PyTorch's version has no `+cu126`, as only its wheels have. */
  needsWheel?: string | undefined;
}

export interface FixedPath {
  /** Relative to the top folder. */
  file: string;
  /** 1-based. */
  line: number;
  text: string;
}

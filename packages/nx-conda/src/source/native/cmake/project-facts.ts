import type { Guard } from './reasons';

/** Everything that a walk through the CMake files of a project meets. */
export interface Found {
  /** Arguments of the first `project`. */
  project: string[] | undefined;
  languages: FoundLanguage[];
  packages: FoundPackage[];
  /** Names of CUDA's libraries as CMake knows them: `CUDA::cublas`, `CUDA_cublas_LIBRARY`. */
  cudaLibraries: FoundLibrary[];
  /** Files with the suffix .cu in a command. */
  cudaSources: FoundName[];
  /** conda packages with programs that CMake looks for or starts, also for other projects in the source. */
  programs: FoundName[];
  /** Where the project sets CMAKE_CUDA_ARCHITECTURES. */
  architectures: (FoundName & { option?: string })[];
  /** Other projects that FetchContent or ExternalProject downloads. */
  declared: FoundDeclaration[];
  /** The names in FetchContent_MakeAvailable. */
  made: FoundName[];
  /** Environment variables that it takes architectures from. */
  architectureVariables: FoundVariable[];
  /** The libraries that it builds itself. */
  targets: Set<string>;
  /** Names that conditions ask for: `ZLIB_FOUND`. */
  asked: Set<string>;
  /** Packages without which CMake ends, by a message. */
  demanded: Set<string>;
}

export interface FoundName {
  name: string;
  guard: Guard;
}

/** @property isWhole whether CMAKE_CUDA_ARCHITECTURES, or the property of a target, gets it as it is */
export interface FoundVariable extends FoundName {
  isWhole: boolean;
}

/** @property at the place of the command: `CMakeLists.txt:3` */
export interface FoundLibrary extends FoundName {
  at: string;
  /** For the linker's name: whether a target is linked with it here. */
  isLinked?: boolean;
}

/** @property isUsed whether the declaration itself downloads */
export interface FoundDeclaration extends FoundLibrary {
  isUsed: boolean;
}

export interface FoundLanguage extends FoundName {
  /** For `check_language`: the language is not used yet. */
  isOnlyChecked: boolean;
  /** Whether it is in a folder of other projects or of tests. */
  isElsewhere: boolean;
}

export interface FoundPackage extends FoundName {
  isRequired: boolean;
  isQuiet: boolean;
  /** Whether the call is in a folder of other projects or of tests. */
  isElsewhere: boolean;
  components: string[];
  /** A word that is a target of the project, if the project has one of this name. */
  mayBeTarget?: boolean;
}

const MAX_FOUND = 3000;

export function nothingFound(): Found {
  return {
    ...{ project: undefined, languages: [], packages: [], cudaLibraries: [], cudaSources: [] },
    ...{
      programs: [],
      architectures: [],
      architectureVariables: [],
      declared: [],
      made: [],
      targets: new Set(),
      asked: new Set(),
      demanded: new Set(),
    },
  };
}

/** Adds to a list of limited length. */
export function add<Item>(list: Item[], item: Item): void {
  if (list.length < MAX_FOUND) list.push(item);
}

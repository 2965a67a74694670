import { devPackageOfLibrary } from '../../../knowledge/cuda-packages';

/** A library of CUDA among the arguments of a command. */
export interface LibraryWord {
  /** `CUDA::cublas`, `CUDA_cublas_LIBRARY`, `cublas` */
  name: string;
  /** For the linker's name: whether a target is linked with it here; otherwise CMake only looks for it, or collects it. */
  isLinked?: boolean;
}

const LINKING = /^(target_link_libraries|link_libraries|cuda_add_library|cuda_add_executable|find_library)$/;
/** They may collect what a later command links. */
const COLLECTING =
  /^(set|list|string|target_link_options|add_link_options|set_(target_)?propert(y|ies)|link_flags)$/;
const LISTS = /LIB|LINK|DEPS|DEPEND/i;
const MAX_FLAGS = 20;

export function librariesIn(command: string, words: readonly string[]): LibraryWord[] {
  const isList = COLLECTING.test(command) && words.slice(0, 4).some((word) => LISTS.test(word));
  return words.flatMap((word): LibraryWord[] => {
    const target = /CUDA::(\w{1,60})/.exec(word);
    if (target) return [{ name: target[0] }];
    const [, variable] = /\$\{(CUDA_\w{0,60}?LIBRAR(?:Y|IES))\}/.exec(word) ?? [];
    if (variable !== undefined) return [{ name: variable }];
    const isNamed = LINKING.test(command) || isList;
    const names = [
      ...(isNamed ? word.split(';') : []),
      ...(COLLECTING.test(command) || isNamed ? flagsIn(word) : []),
    ];
    return names
      .filter(isOfCuda)
      .map((name) => ({ name, isLinked: LINKING.test(command) && command !== 'find_library' }));
  });
}

/** `-O2 -lcublas` */
function flagsIn(word: string): string[] {
  return [...word.slice(0, 2000).matchAll(/(?:^|[\s;])-l(\w{1,40})/g)]
    .slice(0, MAX_FLAGS)
    .map(([, name = '']) => name);
}

function isOfCuda(name: string): boolean {
  return devPackageOfLibrary(name.replace(/_static$/, '')) !== undefined;
}

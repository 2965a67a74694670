import type { Scope } from './scope';

/** Variables that CMake, its modules, and packages set. */
const OF_OTHERS =
  /^(CMAKE|CTEST|CPACK|CUDA|TORCH|CAFFE2|PYTHON|SKBUILD|_)|_(FOUND|VERSION\w*|DIRS?|LIBRAR(Y|IES)|ROOT|EXECUTABLE|PATH|LOADED|POPULATED)$/;

/** Whether a variable has a value only if a user passes one: no file that was read so far sets it. */
export function isUnset(name: string, scope: Scope): boolean {
  const isOption = /^[A-Z][A-Z0-9_]{2,99}$/.test(name) && !OF_OTHERS.test(name);
  return isOption && !scope.get(name) && !isOfPackage(name, scope);
}

/** `Boost_STATIC` after `find_package(Boost)` */
function isOfPackage(name: string, scope: Scope): boolean {
  const [start = ''] = name.split('_');
  return scope.get(soughtName(start)) !== undefined;
}

/** A variable that records a call of find_package; no variable of CMake has a space. */
export function soughtName(name: string): string {
  return `find_package ${name.toLowerCase()}`;
}

/** Variables of CMake that a build for Linux with GCC has. */
export const ON_LINUX: Readonly<Record<string, string>> = {
  UNIX: '1',
  LINUX: '1',
  CMAKE_SYSTEM_NAME: 'Linux',
  CMAKE_HOST_SYSTEM_NAME: 'Linux',
  CMAKE_HOST_UNIX: '1',
  CMAKE_HOST_LINUX: '1',
  CMAKE_C_COMPILER_ID: 'GNU',
  CMAKE_CXX_COMPILER_ID: 'GNU',
  CMAKE_COMPILER_IS_GNUCC: '1',
  CMAKE_COMPILER_IS_GNUCXX: '1',
  CMAKE_CXX_COMPILER_LOADED: '1',
  CMAKE_BUILD_TYPE: 'Release',
  CMAKE_CROSSCOMPILING: '0',
  CMAKE_SIZEOF_VOID_P: '8',
  CMAKE_VERSION: '3.31.0',
};

/** Variables that are true on other platforms and with other compilers only, with the names of these. */
export const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['WIN32', 'Windows'],
  ['MSVC', 'Windows'],
  ['MSVC_IDE', 'Windows'],
  ['MINGW', 'Windows'],
  ['MSYS', 'Windows'],
  ['CYGWIN', 'Windows'],
  ['CMAKE_HOST_WIN32', 'Windows'],
  ['WINDOWS_STORE', 'Windows'],
  ['APPLE', 'macOS'],
  ['CMAKE_HOST_APPLE', 'macOS'],
  ['XCODE', 'macOS'],
  ['IOS', 'iOS'],
  ['ANDROID', 'Android'],
  ['EMSCRIPTEN', 'WebAssembly'],
  ['WASM', 'WebAssembly'],
  ['WASI', 'WebAssembly'],
  ['BSD', 'BSD'],
  ['HAIKU', 'Haiku'],
  ['SUNOS', 'Solaris'],
  ['AIX', 'AIX'],
  ['hip_FOUND', 'ROCm'],
  ['HIP_FOUND', 'ROCm'],
  ['CMAKE_HIP_COMPILER', 'ROCm'],
]);

/** Values of the variables above that name another platform. */
export const OTHER_VALUES: ReadonlyMap<string, string> = new Map([
  ['Windows', 'Windows'],
  ['MSVC', 'Windows'],
  ['Darwin', 'macOS'],
  ['AppleClang', 'macOS'],
  ['iOS', 'iOS'],
  ['Android', 'Android'],
  ['Emscripten', 'WebAssembly'],
]);

const SET =
  /^(PATH|HOME|USER|LANG|PWD|TMP\w*|TEMP|CC|CXX|FC|\w*FLAGS|CONDA\w*|PREFIX|BUILD_PREFIX|CPU_COUNT|CUDA\w*|PYTHON\w*|CMAKE\w*|LD_\w+|\w*PATH|\w*ROOT|\w*DIR|\w*ARCH\w*|MAX_JOBS|SHLIB_EXT)$/;

/** Whether an environment variable may be set in a build of a conda package. Variables of the project itself are not. */
export function mayBeSet(name: string): boolean {
  return SET.test(name);
}

import { factsOf } from '../source.fixture';
import type { SourceFacts } from '../source-facts';

const SCIKIT =
  '[build-system]\nrequires = ["scikit-build-core"]\nbuild-backend = "scikit_build_core.build"\n[project]\nname = "a"\n';

/** The facts of a scikit-build-core project. */
function built(cmake: string, files: Record<string, string> = {}): SourceFacts {
  return factsOf({ 'pyproject.toml': SCIKIT, 'CMakeLists.txt': `project(a CXX)\n${cmake}`, ...files });
}

/** `ZLIB`, `MPI: option USE_MPI=ON`, for each package. */
function foundIn(cmake: string, files: Record<string, string> = {}): string[] {
  const { finds = [], optionalFinds = [] } = built(cmake, files).cmake ?? {};
  const optional = optionalFinds.map(({ name, reasons: [first] }) => {
    const { kind = 'elsewhere', ...rest } = first ?? {};
    return `${name}: ${[kind, ...Object.values(rest)].join(' ')}`;
  });
  return [...finds, ...optional];
}

describe('a build backend that runs CMake', () => {
  it.each(['scikit-build-core', 'py-build-cmake', 'cmeel'])(
    'makes a package for one platform: %s',
    (name) => {
      const toml = SCIKIT.replace('scikit-build-core', name).replace(
        'scikit_build_core',
        name.replaceAll('-', '_'),
      );
      const { python, languages } = factsOf({ 'pyproject.toml': toml, 'CMakeLists.txt': 'project(a CXX)' });
      expect([python?.isPure, languages]).toEqual([false, ['cxx']]);
    },
  );
});

describe('find_package', () => {
  it.each([
    ['find_package(ZLIB)', ['ZLIB']],
    ['find_package(ZLIB QUIET)', ['ZLIB: found ZLIB']],
    ['find_package(ZLIB)\nif(ZLIB_FOUND)\nendif()', ['ZLIB: found ZLIB']],
    ['find_package(ZLIB)\nif(TARGET ZLIB::ZLIB)\nendif()', ['ZLIB: found ZLIB']],
    ['find_package(ZLIB)\nif(NOT ZLIB_FOUND)\nmessage(FATAL_ERROR "no")\nendif()', ['ZLIB']],
    ['find_package(ZLIB)\nif(ZLIB_FOUND)\nelse()\nmessage(SEND_ERROR no)\nendif()', ['ZLIB']],
    ['find_package(${X})', []],
    ['pkg_check_modules(Q REQUIRED IMPORTED_TARGET libqpdf>=11 liblz4)', ['libqpdf', 'liblz4']],
    ['pkg_check_modules(Q libqpdf)', ['libqpdf: found libqpdf']],
    ['find_library(Q NAMES qpdf qpdf29 REQUIRED)', ['qpdf']],
    ['find_library(Q NAMES qpdf HINTS z)', ['qpdf: found qpdf']],
    ['add_library(a a.cpp)\ntarget_link_libraries(a PRIVATE qpdf -lz b m)', ['qpdf', 'z']],
    ['target_link_libraries(a PRIVATE z)\nadd_library(z z.c)', []],
    ['if(WIN32)\ntarget_link_libraries(a z)\nendif()', ['z: platform Windows']],
    ['option(A "")\nif(A)\nfind_package(ZLIB REQUIRED)\nendif()', ['ZLIB: option A ON']],
    ['option(A "" ON)\nif(A)\nfind_package(ZLIB REQUIRED)\nendif()', ['ZLIB']],
    ['option(A "" ON)\nif(NOT A)\nfind_package(ZLIB REQUIRED)\nendif()', ['ZLIB: option A OFF']],
    ['option(A "" ON)\nif(A)\nelse()\nfind_package(ZLIB)\nendif()', ['ZLIB: option A OFF']],
    ['set(A OFF CACHE BOOL "")\nif(A)\nfind_package(ZLIB)\nendif()', ['ZLIB: option A ON']],
    ['set(A OFF CACHE BOOL "")\nset(B ${A})\nif(B)\nfind_package(ZLIB)\nendif()', ['ZLIB: option A ON']],
    ['set(A x CACHE STRING "")\nif(A STREQUAL "y")\nfind_package(ZLIB)\nendif()', ['ZLIB: option A y']],
    ['if(USE_A)\nfind_package(ZLIB REQUIRED)\nendif()', ['ZLIB: option USE_A ON']],
    ['if("$ENV{ACME_A}" STREQUAL "y")\nfind_package(ZLIB)\nendif()', ['ZLIB: environment ACME_A y']],
    ['if(DEFINED ENV{ACME_A})\nfind_package(ZLIB)\nendif()', ['ZLIB: environment ACME_A ']],
    ['acme_option(A "text" OFF)\nif(A)\nfind_package(ZLIB)\nendif()', ['ZLIB: option A ON']],
    [
      'option(A "")\ncmake_dependent_option(B "" ON "A" OFF)\nif(B)\nfind_package(ZLIB)\nendif()',
      ['ZLIB: option B ON'],
    ],
    ['if(WIN32)\nfind_package(ZLIB)\nendif()', ['ZLIB: platform Windows']],
    ['if(UNIX AND NOT APPLE)\nfind_package(ZLIB)\nendif()', ['ZLIB']],
    ['if(CMAKE_SYSTEM_NAME STREQUAL "Darwin")\nfind_package(ZLIB)\nendif()', ['ZLIB: platform macOS']],
    ['if(CMAKE_CXX_COMPILER_ID MATCHES "MSVC")\nfind_package(ZLIB)\nendif()', ['ZLIB: platform Windows']],
    ['if(MSVC)\nelseif(UNIX)\nfind_package(ZLIB)\nendif()', ['ZLIB']],
    [
      'option(BUILD_TESTS "" ON)\nif(BUILD_TESTS)\nfind_package(GTest)\nendif()',
      ['GTest: tests BUILD_TESTS true'],
    ],
    ['if(A_BUILD_EXAMPLES)\nfind_package(GTest)\nendif()', ['GTest: tests A_BUILD_EXAMPLES false']],
    [
      'include(CTest)\nif(PROJECT_IS_TOP_LEVEL AND BUILD_TESTING)\nfind_package(GTest)\nendif()',
      ['GTest: tests BUILD_TESTING true'],
    ],
    ['if(some_condition AND (UNIX OR APPLE))\nfind_package(ZLIB REQUIRED)\nendif()', ['ZLIB']],
    ['if(hard "to" read\nfind_package(ZLIB', []],
    ['if(A AND OR)\nfind_package(ZLIB REQUIRED)\nendif()', ['ZLIB']],
    ['find_package(hip REQUIRED)', ['hip: platform ROCm']],
  ])('%s', (cmake, expected) => {
    expect(foundIn(cmake)).toEqual(expected);
  });

  it('is read in the folders and files that the project names', () => {
    const files = {
      'src/CMakeLists.txt': 'find_package(ZLIB)\ninclude(more)\nreturn()\nfind_package(No)',
      'cmake/more.cmake': 'find_package(PNG)',
      'other/CMakeLists.txt': 'find_package(Unread)',
      'third_party/x/CMakeLists.txt': 'project(x)\nfind_package(TIFF REQUIRED)',
      'tests/CMakeLists.txt': 'find_package(GTest REQUIRED)',
    };
    const cmake = 'add_subdirectory(src)\nadd_subdirectory(third_party/x)\nadd_subdirectory(tests)';
    expect(foundIn(cmake, files)).toEqual(['ZLIB', 'PNG', 'TIFF: elsewhere', 'GTest: elsewhere']);
    expect(foundIn('add_subdirectory(${unknown})', files)).toEqual(['Unread', 'ZLIB', 'PNG']);
  });

  it('is read in the folders of a list that starts with itself', () => {
    const cmake =
      'if(WITH_MORE)\nset(PARTS ${PARTS} more)\nendif()\nset(PARTS ${PARTS} src)\nforeach(one ${PARTS})\nadd_subdirectory(${one})\nendforeach()';
    const files = {
      'src/CMakeLists.txt': 'find_package(ZLIB)',
      'more/CMakeLists.txt': 'find_package(Unread)',
    };
    expect(foundIn(cmake, files)).toEqual(['ZLIB']);
  });

  it('is read in functions and loops, with their arguments', () => {
    const cmake = `
      function(need name)
        string(TOUPPER "USE_\${name}" option)
        if(\${option})
          find_package(\${name} REQUIRED)
        endif()
      endfunction()
      option(USE_ZLIB "" ON)
      option(USE_PNG "" OFF)
      foreach(one IN ITEMS zlib png)
        string(TOUPPER \${one} upper)
        need(\${upper})
      endforeach()`;
    expect(foundIn(cmake)).toEqual(['ZLIB', 'PNG: option USE_PNG ON']);
  });

  it('knows files of the source', () => {
    const cmake =
      'if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/zlib/zlib.h")\nfind_package(ZLIB REQUIRED)\nendif()';
    expect(foundIn(cmake)).toEqual(['ZLIB']);
    expect(foundIn(cmake, { 'zlib/zlib.h': '' })[0]).toMatch(/^ZLIB: condition/);
  });

  it('keeps a package where a variable of a condition may have several values', () => {
    const cmake =
      'if(some)\nset(A OFF)\nelse()\nset(A ON)\nendif()\nif(A)\nfind_package(ZLIB REQUIRED)\nendif()';
    expect(foundIn(cmake)).toEqual(['ZLIB']);
  });

  it('uses the settings of the Python project', () => {
    const cmake = 'option(A "" OFF)\nif(A)\nfind_package(ZLIB REQUIRED)\nendif()';
    const define = `${SCIKIT}[tool.scikit-build.cmake.define]\nA = true\n`;
    expect(foundIn(cmake, { 'pyproject.toml': define })).toEqual(['ZLIB']);
    const args = `${SCIKIT}[tool.scikit-build]\ncmake.args = ["-DA=ON"]\n`;
    expect(foundIn(cmake, { 'pyproject.toml': args })).toEqual(['ZLIB']);
    // The definition may depend on a condition.
    const setup =
      'from skbuild import setup\nargs = []\nif cuda(): args.append("-DA=ON")\nsetup(name="a", cmake_args=args)';
    const old = '[build-system]\nrequires = ["scikit-build"]\n';
    expect(foundIn(cmake, { 'pyproject.toml': old, 'setup.py': setup })).toEqual(['ZLIB']);
    expect(foundIn('if(SKBUILD)\nfind_package(ZLIB)\nendif()')).toEqual(['ZLIB']);
  });
});

describe('CUDA of CMake', () => {
  /** `required`, `option USE_CUDA`, ... */
  function needIn(cmake: string, files: Record<string, string> = {}): string | undefined {
    const { need, reasons = [] } = built(cmake, files).cuda?.cmake ?? {};
    const names = reasons.map((reason) => ('name' in reason ? reason.name : reason.text));
    return need && [need, ...names].join(' ');
  }

  it.each([
    ['enable_language(CUDA)', 'required'],
    ['project(b LANGUAGES CXX CUDA)', 'required'],
    ['find_package(CUDAToolkit REQUIRED)', 'required'],
    ['find_package(CUDA REQUIRED)\ncuda_add_library(b b.cu)', 'required'],
    ['find_package(Torch REQUIRED)\nadd_library(b b.cu)', 'required'],
    ['check_language(CUDA)\nif(CMAKE_CUDA_COMPILER)\nenable_language(CUDA)\nendif()', 'found'],
    ['find_package(CUDAToolkit)\nif(CUDAToolkit_FOUND)\nadd_library(b b.cu)\nendif()', 'found'],
    ['find_package(CUDAToolkit QUIET)\nif(CUDAToolkit_FOUND)\nmessage(STATUS yes)\nendif()', undefined],
    ['option(USE_CUDA "" OFF)\nif(USE_CUDA)\nenable_language(CUDA)\nendif()', 'option USE_CUDA'],
    ['option(USE_CUDA "" ON)\nif(USE_CUDA)\nenable_language(CUDA)\nendif()', 'required'],
    ['if("$ENV{ACME_GPU}" STREQUAL "1")\nenable_language(CUDA)\nendif()', 'option ACME_GPU'],
    ['if(some_condition)\nenable_language(CUDA)\nendif()', 'condition some_condition'],
    ['if(WIN32)\nenable_language(CUDA)\nendif()', undefined],
    ['if(BUILD_TESTS)\nenable_language(CUDA)\nendif()', undefined],
    [
      'option(USE_CUDA "" OFF)\ncheck_language(CUDA)\nif(CMAKE_CUDA_COMPILER)\nenable_language(CUDA)\nendif()\nif(USE_CUDA)\nadd_library(b b.cu)\nendif()',
      'option USE_CUDA',
    ],
    ['add_library(b b.cpp)', undefined],
  ])('%s', (cmake, expected) => {
    expect(needIn(cmake)).toBe(expected);
  });

  it('has the packages of targets, variables, headers and find_package', () => {
    const cmake = `enable_language(CUDA)
      find_package(NCCL REQUIRED)
      target_link_libraries(b PRIVATE CUDA::cublas CUDA::cufft_static $<$<BOOL:1>:CUDA::nppif> CUDA::unheard_of)
      target_link_libraries(b \${CUDA_LIBRARIES} \${CUDA_cusparse_LIBRARY} -lcurand)
      if(WIN32)
        target_link_libraries(b CUDA::nvjpeg)
      endif()`;
    expect(built(cmake, { 'b.cu': '#include <cusolverDn.h>' }).cuda?.devPackages).toEqual([
      ...['cuda-cudart-dev', 'libcublas-dev', 'libcufft-dev', 'libcufft-static', 'libcurand-dev'],
      ...['libcusolver-dev', 'libcusparse-dev', 'libnpp-dev', 'nccl'],
    ]);
  });

  it('does not make the languages and paths of an option that is off part of the build', () => {
    const facts = built('if(USE_CUDA)\nenable_language(CUDA)\nendif()', { 'b.cpp': '"/usr/local/cuda"' });
    expect(facts).toMatchObject({ languages: ['cxx'], cuda: { builtBy: 'cmake', fixedPaths: [] } });
  });

  it('knows where the source sets architectures', () => {
    const cmake = 'enable_language(CUDA)\nset(CMAKE_CUDA_ARCHITECTURES 80)';
    expect(built(cmake).cuda?.cmake?.architecturesAt).toBe('CMakeLists.txt:3');
  });

  it.each([
    ['set(CMAKE_CUDA_ARCHITECTURES ${A_ARCHS})', 'A_ARCHS'],
    [
      'if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)\nset(CMAKE_CUDA_ARCHITECTURES ${A_ARCHS})\nendif()',
      undefined,
    ],
    ['set(CMAKE_CUDA_ARCHITECTURES 80)', undefined],
  ])('knows the option of the architectures: %j', (command, option) => {
    const cmake = `set(A_ARCHS 80 CACHE STRING "")\nenable_language(CUDA)\n${command}`;
    expect(built(cmake).cuda?.cmake?.architectureOption).toBe(option);
  });

  it.each([
    ['if(DEFINED ENV{CUDAARCHS})\nset(A $ENV{CUDAARCHS})\nendif()', true],
    ['# ENV{CUDAARCHS}', undefined],
  ])('knows whether the source reads CUDAARCHS: %j', (command, expected) => {
    const cmake = `find_package(Torch REQUIRED)\nenable_language(CUDA)\n${command}`;
    expect(built(cmake).cuda?.cmake?.readsArchs).toBe(expected);
  });
});

describe('a build that calls CMake', () => {
  const SETUP = `
from setuptools import setup, Extension
from setuptools.command.build_ext import build_ext
class Build(build_ext):
    def run(self):
        subprocess.check_call(["cmake", "native", "-GNinja"])
setup(name="a", ext_modules=[Extension("a", [])], cmdclass={"build_ext": Build})
`;

  it.each([
    ['["cmake", "..", "-GNinja"]', ['cmake', 'ninja']],
    ['[shutil.which("cmake"), ".."]', ['cmake', 'make']],
    ['"cmake --build ."', ['cmake', 'make']],
    ['["pip", "install", "cmake"]', []],
    ['"the cmake files"', []],
  ])('%s', (command, tools) => {
    const setup = SETUP.replace('["cmake", "native", "-GNinja"]', command);
    expect(factsOf({ 'setup.py': setup }).buildTools).toEqual(tools);
  });

  it('is found in setup.py, in modules beside it, and in a build backend of the source', () => {
    const cuda = { 'native/CMakeLists.txt': 'project(a LANGUAGES CUDA)' };
    expect(factsOf({ ...cuda, 'setup.py': SETUP }).cuda?.builtBy).toBe('cmake');
    const beside = { 'setup.py': 'from tools.build import run\nsetup(name="a", ext_modules=run())' };
    const tools = { 'tools/__init__.py': '', 'tools/build.py': 'run(["cmake", "--build", "."])' };
    expect(factsOf({ ...cuda, ...beside, ...tools }).buildTools).toEqual(['cmake', 'make']);
    const backend =
      '[build-system]\nrequires = []\nbuild-backend = "own.build"\nbackend-path = ["."]\n[project]\nname = "a"\n';
    const own = {
      'pyproject.toml': backend,
      'own/__init__.py': '',
      'own/build.py': 'run(["cmake", "ninja"])',
    };
    expect(factsOf({ ...cuda, ...own }).buildTools).toEqual(['cmake', 'ninja']);
  });

  it('starts in the folder that the project names', () => {
    const files = {
      'CMakeLists.txt': 'project(top)\nfind_package(No)',
      'py/CMakeLists.txt': 'project(a CXX)\nfind_package(ZLIB)',
    };
    const skbuild = `${SCIKIT}[tool.scikit-build]\ncmake.source-dir = "py"\n`;
    expect(factsOf({ ...files, 'pyproject.toml': skbuild }).links).toEqual(['ZLIB']);
    const setup = 'setup(name="a", ext_modules=[CMakeExtension("a", sourcedir="py")])';
    expect(factsOf({ ...files, 'setup.py': setup }).links).toEqual(['ZLIB']);
  });
});

describe('what CMake downloads', () => {
  const GIT = 'GIT_REPOSITORY https://example.org/json.git GIT_TAG v1';

  it.each([
    [`FetchContent_Declare(json ${GIT})\nFetchContent_MakeAvailable(json)`, ['json CMakeLists.txt:2']],
    [
      `FetchContent_Declare(\n  json\n  URL https://example.org/a.zip)\nFetchContent_MakeAvailable(\${X})`,
      ['json CMakeLists.txt:2'],
    ],
    [`ExternalProject_Add(json ${GIT})`, ['json CMakeLists.txt:2']],
    ['CPMAddPackage("gh:nlohmann/json@3.10.5")', ['json CMakeLists.txt:2']],
    [`FetchContent_Declare(json ${GIT})`, []],
    ['FetchContent_Declare(json SOURCE_DIR ${CMAKE_SOURCE_DIR}/json)\nFetchContent_MakeAvailable(json)', []],
    [`option(A "")\nif(A)\nFetchContent_Declare(json ${GIT})\nFetchContent_MakeAvailable(json)\nendif()`, []],
    [`FetchContent_Declare(ZLIB ${GIT} FIND_PACKAGE_ARGS 1.3)\nFetchContent_MakeAvailable(ZLIB)`, []],
  ])('is known: %j', (cmake, expected) => {
    const { cmake: facts, languages } = built(cmake);
    expect((facts?.downloads ?? []).map(({ name, place }) => `${name} ${place}`)).toEqual(expected);
    expect(languages).toEqual(expected.length > 0 ? ['c', 'cxx'] : ['cxx']);
  });

  it('is a package that find_package looks for first', () => {
    const declared = `FetchContent_Declare(zlib ${GIT} FIND_PACKAGE_ARGS NAMES ZLIB)\nFetchContent_Declare(json ${GIT} FIND_PACKAGE_ARGS)`;
    expect(foundIn(`${declared}\nFetchContent_MakeAvailable(zlib json)`)).toEqual(['ZLIB', 'json']);
  });

  it('is nothing where the Python build does not run CMake', () => {
    const facts = factsOf({
      'setup.py': 'setup(name="a")',
      'CMakeLists.txt': `FetchContent_Declare(json ${GIT})\nFetchContent_MakeAvailable(json)`,
    });
    expect(facts.cmake?.downloads).toBeUndefined();
  });
});

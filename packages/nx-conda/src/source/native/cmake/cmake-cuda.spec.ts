import { factsOf } from '../../source.fixture';

const PYPROJECT =
  '[build-system]\nrequires = ["scikit-build-core"]\nbuild-backend = "scikit_build_core.build"\n[project]\nname = "a"\n';

function cudaOf(cmake: string, files: Record<string, string> = {}) {
  return factsOf({
    'pyproject.toml': PYPROJECT,
    'CMakeLists.txt': `project(a CXX)\nadd_library(x a.cpp)\n${cmake}\n`,
    ...files,
  }).cuda;
}

describe('the libraries of CUDA in CMake', () => {
  it.each([
    [
      'target_link_libraries(x cudart cublas -lcufft)',
      'required',
      ['cuda-cudart-dev', 'libcublas-dev', 'libcufft-dev'],
    ],
    ['find_library(CUBLAS NAMES cublas)\ntarget_link_libraries(x ${CUBLAS})', 'found', ['libcublas-dev']],
    [
      'find_package(CUDA REQUIRED)\ntarget_link_libraries(x ${CUDA_LIBRARIES} ${CUDA_CUBLAS_LIBRARIES})',
      'required',
      ['cuda-cudart-dev', 'libcublas-dev'],
    ],
    [
      'enable_language(CUDA)\nset(LIBS ${CUDA_LIBRARIES} nvrtc)\nlist(APPEND LIBS -lcurand)\ntarget_link_libraries(x ${LIBS})',
      'required',
      ['cuda-cudart-dev', 'cuda-nvrtc-dev', 'libcurand-dev'],
    ],
    [
      'enable_language(CUDA)\nset(CMAKE_CXX_FLAGS "-O2 -lcusolver")\ntarget_link_options(x PRIVATE -lcurand)',
      'required',
      ['libcurand-dev', 'libcusolver-dev'],
    ],
  ])('%s', (cmake, need, devPackages) => {
    expect(cudaOf(cmake)?.cmake).toMatchObject({ need, devPackages });
  });

  it.each([
    'add_library(cuda b.cpp)\ntarget_link_libraries(x cuda)',
    'set(NAMES cublas)',
    'message("cudart")',
    'if(WIN32)\ntarget_link_libraries(x cudart)\nendif()',
  ])('are not in %s', (cmake) => {
    expect(cudaOf(cmake)).toBeUndefined();
  });

  it.each(['ext/b', 'extern/b', 'third_party/b'])(
    'of another project in %s do not make the project use CUDA',
    (folder) => {
      const files = {
        [`${folder}/CMakeLists.txt`]:
          'project(b)\nfind_package(CUDA)\ntarget_link_libraries(b ${CUDA_LIBRARIES})',
      };
      expect(cudaOf(`if(SOME_PATH_DIR)\nadd_subdirectory(${folder})\nendif()`, files)).toBeUndefined();
    },
  );
});

describe('the variable for architectures in CMake', () => {
  it.each([
    ['set(CMAKE_CUDA_ARCHITECTURES $ENV{ACME_GPUS})', { name: 'ACME_GPUS', separator: ';', isDotted: false }],
    ['set_target_properties(x PROPERTIES CUDA_ARCHITECTURES "$ENV{ACME_GPUS}")', { name: 'ACME_GPUS' }],
    [
      'if(DEFINED ENV{CUDA_ARCH})\nset(CMAKE_CUDA_ARCHITECTURES $ENV{CUDA_ARCH})\nendif()',
      { name: 'CUDA_ARCH' },
    ],
    ['set(SM $ENV{MY_SM})\nset(CMAKE_CUDA_FLAGS "-arch=sm_${SM}")', { name: 'MY_SM' }],
  ])('%s', (cmake, variable) => {
    const cuda = cudaOf(`enable_language(CUDA)\n${cmake}`);
    expect(cuda?.architectures?.variable).toMatchObject(variable);
  });

  it.each(['set(CMAKE_CUDA_ARCHITECTURES $ENV{CUDAARCHS})', 'set(A $ENV{HOME})', 'message($ENV{CUDA_ARCH})'])(
    'is not in %s',
    (cmake) => expect(cudaOf(`enable_language(CUDA)\n${cmake}`)?.architectures).toBeUndefined(),
  );
});

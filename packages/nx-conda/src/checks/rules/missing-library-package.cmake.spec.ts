import { findingsOf, linesOf } from '../subject.fixture';
import { missingLibraryPackage } from './missing-library-package';

const RECIPE = `
source:
  path: source
build:
  script:
    - cmake -S . -B build
requirements:
  build:
    - \${{ compiler('cuda') }}
  host:
    - cuda-version ==12.6
    - cuda-cudart-dev
`;

function inSource(cmake: string, recipe = RECIPE, others: Record<string, string> = {}) {
  return findingsOf(missingLibraryPackage, recipe, { source: { 'CMakeLists.txt': cmake, ...others } });
}

describe('missing-library-package, for targets of CMake', () => {
  it('finds targets whose package is not in the recipe, once for each package', () => {
    const findings = inSource(
      'project(a LANGUAGES CUDA)\ntarget_link_libraries(a PRIVATE CUDA::cudart\n  CUDA::cublas CUDA::cuda_driver)\ntarget_link_libraries(b CUDA::cublasLt)',
    );
    expect(linesOf(findings)).toEqual(['error 3: CUDA::cublas']);
    expect(findings[0]?.message).toBe(
      'CUDA::cublas links a library of libcublas-dev, which is not in requirements.host.',
    );
    expect(findings[0]?.fix?.description).toBe('Add libcublas-dev to host');
  });

  it('reads folders that CMake adds', () => {
    const findings = inSource('add_subdirectory(src)', RECIPE, {
      'src/CMakeLists.txt': 'target_link_libraries(a CUDA::nvrtc)',
      'other/CMakeLists.txt': 'target_link_libraries(a CUDA::cufft)',
    });
    expect(linesOf(findings)).toEqual(['error 1: CUDA::nvrtc']);
  });

  it('knows build backends that run CMake', () => {
    const recipe = RECIPE.replace('cmake -S . -B build', 'pip install .').replace(
      '    - cuda-version',
      '    - scikit-build-core\n    - cuda-version',
    );
    expect(linesOf(inSource('target_link_libraries(a CUDA::cublas)', recipe))).toEqual([
      'error 1: CUDA::cublas',
    ]);
  });

  const LINK = 'target_link_libraries(a CUDA::cublas)';
  it.each([
    ['a package that is there', LINK, RECIPE.replace('cuda-cudart-dev', 'libcublas-dev')],
    ['a static package', LINK, RECIPE.replace('cuda-cudart-dev', 'libcublas-static')],
    ['an option that is off', `option(A "" OFF)\nif(A)\n${LINK}\nendif()`, RECIPE],
    ['a condition that is unknown', `if(some)\n${LINK}\nendif()`, RECIPE],
    [
      'an option of the script',
      `option(A "" ON)\nif(A)\n${LINK}\nendif()`,
      RECIPE.replace('-B', '-DA=OFF -B'),
    ],
    ['a recipe that does not run CMake', LINK, RECIPE.replace('cmake -S . -B build', 'make')],
    ['a recipe that runs pip', LINK, RECIPE.replace('cmake -S . -B build', 'pip install .')],
    ['a recipe without CUDA', LINK, RECIPE.replace(/requirements:[\s\S]*/, '')],
    ['a comment', `# ${LINK}`, RECIPE],
    ['an unknown target', 'target_link_libraries(a CUDA::unheard_of)', RECIPE],
  ])('has no findings for %s', (_, cmake, recipe) => {
    expect(linesOf(inSource(cmake, recipe))).toEqual([]);
  });
});

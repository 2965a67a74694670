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

  it.each([
    ['-DA=ON', `option(A "" OFF)`, 'error', 'CMake will fail here'],
    ['-DA:BOOL="ON"', `option(A "" OFF)`, 'error', 'CMake will fail here'],
    ['-DA=$with_a', `option(A "" OFF)`, 'warning', 'With A=ON, CMake fails here'],
    ['-DA=${{ "ON" if x }}', `option(A "" OFF)`, 'warning', 'With A=ON, CMake fails here'],
    ['-DA=ON -DA=OFF', `option(A "" OFF)`, 'warning', 'With A=ON, CMake fails here'],
  ])('heeds an option of the script: %s', (definition, option, severity, why) => {
    const recipe = RECIPE.replace('-B', `${definition} -B`);
    const findings = inSource(`${option}\nif(A)\ntarget_link_libraries(a CUDA::nvrtc)\nendif()`, recipe);
    expect(linesOf(findings)).toEqual([`${severity} 3: CUDA::nvrtc`]);
    expect(findings[0]?.why).toContain(why);
  });

  it('does not know an option that a branch of the script sets', () => {
    const script = '|\n      if [ $x = y ]; then\n        cmake -DA=ON .\n      fi\n';
    const recipe = RECIPE.replace('cmake -S . -B build\n', script);
    const cmake = 'option(A "" OFF)\nif(A)\ntarget_link_libraries(a CUDA::nvrtc)\nendif()';
    expect(linesOf(inSource(cmake, recipe))).toEqual(['warning 3: CUDA::nvrtc']);
  });

  describe('in a recipe with several outputs', () => {
    const output = (name: string, script: string, ...host: string[]) => `
  - package:
      name: ${name}
    build:
      script: ${script}
    requirements:
      build: ["\${{ compiler('cuda') }}"]
      host:
        - cuda-version ==12.6
${host.map((one) => `        - ${one}\n`).join('')}`;
    const of = (...outputs: string[]) => `source:\n  path: source\noutputs:${outputs.join('')}`;
    const LINKED = 'target_link_libraries(a CUDA::nvrtc)';

    it('adds the package to the only one that runs CMake', () => {
      const recipe = of(output('lib', 'cmake -S . -B build'), output('py', 'cmake --install build'));
      const findings = inSource(LINKED, recipe);
      expect(linesOf(findings)).toEqual(['warning 1: CUDA::nvrtc']);
      const [edit] = findings[0]?.fix?.edits ?? [];
      expect(edit && edit.start < recipe.indexOf('py')).toBe(true);
    });

    it('names all that run CMake, and adds nothing', () => {
      const findings = inSource(LINKED, of(output('lib', 'cmake -DA=1 .'), output('py', 'cmake .')));
      expect(findings.map(({ help, fix }) => [help, fix])).toEqual([
        [
          ['Add cuda-nvrtc-dev to requirements.host of the output that builds this target: lib or py.'],
          undefined,
        ],
      ]);
    });

    it.each([
      ['one of them has it', of(output('lib', 'cmake .'), output('py', 'cmake .', 'cuda-nvrtc-dev'))],
      ['none runs CMake', of(output('lib', 'make'), output('py', 'cmake --install build'))],
    ])('finds nothing if %s', (_, recipe) => {
      expect(inSource(LINKED, recipe)).toEqual([]);
    });
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

import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { cudaDevInBuild } from './cuda-dev-in-build';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(cudaDevInBuild, recipe, surroundings);

describe('cuda-dev-in-build', () => {
  it('warns about a library that may be linked, with an error if a script links it', () => {
    const recipe = `build:
  script: SCRIPT
requirements:
  build:
    - cuda-nvrtc-dev
`;
    expect(linesOf(check(recipe))).toEqual(['warning 5: cuda-nvrtc-dev']);
    const linking = recipe.replace('SCRIPT', 'cc -L$BUILD_PREFIX/lib -lnvrtc');
    expect(linesOf(check(linking))).toEqual(['error 5: cuda-nvrtc-dev']);
    expect(linesOf(check(recipe.replace('SCRIPT', 'cc -L$BUILD_PREFIX/lib -lz')))).toEqual([
      'warning 5: cuda-nvrtc-dev',
    ]);
  });

  it('is info if a script takes all of CUDA from the build environment', () => {
    const script = 'export CUDA_HOME="${BUILD_PREFIX}/targets/x86_64-linux"\n./build\n';
    const recipe = 'requirements:\n  build:\n    - cuda-nvrtc-dev\n';
    expect(linesOf(check(recipe, { besides: { 'build.sh': script } }))).toEqual(['info 3: cuda-nvrtc-dev']);
  });

  it('ignores packages that run in the build or are also in host', () => {
    expect(
      check(`requirements:
  build:
    - cuda-nvcc
    - cuda-cccl
    - cuda-profiler-api
    - libcublas
    - libcublas-dev
    - if: build_platform != target_platform
      then:
        - libcublas-dev
  host:
    - libcublas-dev
`),
    ).toEqual([]);
  });

  it('adds packages to host that only cross builds require', () => {
    const findings = check(`requirements:
  build:
    - if: build_platform != target_platform
      then:
        - libcusparse-dev
        - libcublas-dev
  host:
    - libcublas-dev
`);
    expect(linesOf(findings)).toEqual(['warning 5: libcusparse-dev']);
    expect(fixed(findings)).toContain('  host:\n    - libcublas-dev\n    - libcusparse-dev\n');
    expect(check(fixed(findings))).toEqual([]);
  });

  it('moves it to the others in host, and links from there', () => {
    const findings = check(`build:
  script:
    - cc -L\${BUILD_PREFIX}/lib -lnvrtc a.c
requirements:
  build:
    - \${{ compiler('cuda') }}
    - cuda-nvrtc-dev >=12.6,<12.7 # for kernels
  host:
    - cuda-version ==12.6
    - python
`);
    expect(fixed(findings)).toBe(`build:
  script:
    - cc -L$PREFIX/lib -lnvrtc a.c
requirements:
  build:
    - \${{ compiler('cuda') }}
  host:
    - cuda-version ==12.6
    - cuda-nvrtc-dev >=12.6,<12.7 # for kernels
    - python
`);
    expect(check(fixed(findings))).toEqual([]);
  });

  it('moves it under its condition, and leaves an empty list', () => {
    const findings = check(`requirements:
  build:
    - if: linux
      then:
        - libcublas-dev
  host:
    - libcusparse-dev
`);
    expect(fixed(findings)).toBe(`requirements:
  build:
    - if: linux
      then:
        []
  host:
    - libcusparse-dev
    - if: linux
      then: libcublas-dev
`);
    expect(check(fixed(findings))).toEqual([]);
  });

  it.each([
    ['all of CUDA comes from build', '    - libcublas-dev\n    - make\n  host:\n    - python\n'],
    ['it stands in no list', '    - if: linux\n      then: libcublas-dev\n  host:\n    - libcurand-dev\n'],
    [
      'the list is in brackets',
      '    - if: linux\n      then: [libcublas-dev]\n  host:\n    - libcurand-dev\n',
    ],
    [
      'it is under two conditions',
      '    - if: linux\n      then:\n        - if: x86_64\n          then:\n            - libcublas-dev\n  host:\n    - libcurand-dev\n',
    ],
  ])('offers no fix if %s', (_, lists) => {
    const findings = check(`requirements:\n  build:\n${lists}`);
    expect(findings.map(({ severity, fix }) => [severity, fix])).toEqual([['warning', undefined]]);
  });
});

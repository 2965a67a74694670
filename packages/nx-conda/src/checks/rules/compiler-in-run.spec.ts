import { findingsOf, linesOf } from '../subject.fixture';
import { compilerInRun } from './compiler-in-run';

const found = (recipe: string) => linesOf(findingsOf(compilerInRun, recipe));

describe('compiler-in-run', () => {
  it('warns about a compiler in run, as a function and as a package of one platform', () => {
    expect(
      found(`requirements:
  run:
    - \${{ compiler('cxx') }}
    - gxx_linux-64 >=13
    - cuda-nvcc_linux-64
`),
    ).toEqual([
      "warning 3: ${{ compiler('cxx') }}",
      'warning 4: gxx_linux-64 >=13',
      'warning 5: cuda-nvcc_linux-64',
    ]);
  });

  it.each([
    ['the build has a compiler of its own', "requirements:\n  build:\n    - ${{ compiler('c') }}\n", ''],
    ['the build compiles nothing', 'requirements:\n', 'build:\n  script: echo ok\n'],
    ['the package is noarch', 'requirements:\n', 'build:\n  noarch: python\n  script: pip install .\n'],
  ])('is info if %s: users are meant to get it', (_, requirements, build) => {
    expect(found(`${build}${requirements}  run:\n    - \${{ compiler('c') }}\n`)).toEqual([
      expect.stringMatching(/^info/),
    ]);
  });

  it('warns if the build compiles with it', () => {
    const recipe = "build:\n  script: make\nrequirements:\n  run:\n    - ${{ compiler('c') }}\n";
    expect(found(recipe)).toEqual(["warning 5: ${{ compiler('c') }}"]);
  });

  it('reports the function in host as info, also in outputs', () => {
    expect(
      found(`outputs:
  - package:
      name: a
    requirements:
      host:
        - if: linux
          then: \${{ compiler('c') }}
`),
    ).toEqual(["info 7: ${{ compiler('c') }}"]);
  });

  it.each([
    [
      'run',
      ['Move the compiler to requirements.build.', expect.stringContaining('compiles code at run time')],
    ],
    ['host', ['Move the compiler to requirements.build.']],
  ])('says what to do in %s', (section, help) => {
    const [finding] = findingsOf(
      compilerInRun,
      `requirements:\n  ${section}:\n    - \${{ compiler('c') }}\n`,
    );
    expect(finding?.help).toEqual(help);
  });

  it('ignores build, tests, and packages that people choose', () => {
    expect(
      found(`requirements:
  build:
    - \${{ compiler('c') }}
    - gcc_linux-64
  host:
    - gcc_linux-64
  run:
    - gcc
    - clang
    - rust-src
    - \${{ stdlib('c') }}
    - libgcc
  run_constraints:
    - gcc_linux-64 >=13
tests:
  - script: cc --version
    requirements:
      run:
        - \${{ compiler('c') }}
`),
    ).toEqual([]);
  });
});
